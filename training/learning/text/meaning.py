"""What English words mean: 48 numbers for each of the most frequent ones.

Words of similar meaning have similar numbers. Browsers read the same table; where it
comes from is told in static/base-models/README.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .tokens import runs_of

WORDS = Path(__file__).resolve().parents[3] / "static/base-models/words-en.bin"
MARK = b"words-1\n"
MEANINGS = 48

# Of the longer words of English sets, 89 % or more are in the table; of 18 languages in
# Latin letters 31 % at most, by accident.
ENOUGH_MEANING = 0.65
LONGER = 4  # letters; shorter words look alike in many languages


@dataclass(frozen=True)
class WordTable:
    """Each word's row; a meaning is the row's numbers times its weight.

    Frequent words weigh little: they say little about a sentence.
    """

    rows: dict[str, int]
    weights: NDArray[np.float32]
    numbers: NDArray[np.int8]

    @classmethod
    def read(cls, data: bytes) -> "WordTable":
        """Read a table: mark, sizes, words by line, weights, numbers; little-endian."""
        if not data.startswith(MARK):
            raise ValueError("This is no table of words.")
        count, width, length = np.frombuffer(data, "<u4", 3, len(MARK)).tolist()
        start = len(MARK) + 12
        words = data[start : start + length].decode().rstrip("\n").split("\n")
        weights = np.frombuffer(data, "<f4", count, start + length)
        numbers = np.frombuffer(data, np.int8, offset=start + length + 4 * count)
        rows = {word: row for row, word in enumerate(words)}
        return cls(rows, weights, numbers.reshape(count, width))

    def meaning(self, word: str) -> NDArray[np.float64] | None:
        """Return the numbers of a word, None for one that the table does not have."""
        row = self.rows.get(word)
        return (
            None if row is None else self.numbers[row] * np.float64(self.weights[row])
        )


@cache
def words() -> WordTable:
    """Return the table: 3 MB, read once."""
    return WordTable.read(WORDS.read_bytes())


def share_with_meaning(texts: Iterable[str]) -> float:
    """Return which share of the longer words has a meaning; 0 without such words.

    A model had better use meanings only from ENOUGH_MEANING on.
    """
    known = words().rows
    spelt = (
        "".join(token.text for token in run) for text in texts for run in runs_of(text)
    )
    longer = [word for word in spelt if len(word) >= LONGER and word.isalpha()]
    return sum(word in known for word in longer) / len(longer) if longer else 0.0
