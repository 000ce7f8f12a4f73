"""What a model has met before: words, parts of words, and whole sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.kinds.alike import alike

from .features import Sentence

# FNV-1a, begun in two ways: 64 bits, in numbers that every browser can multiply.
BEGINNINGS = (0x811C9DC5, 0x2C1B3C6D)
PRIME = 0x01000193


@dataclass(frozen=True)
class Seen:
    """The hashes of all words and parts that a model has learnt from, sorted."""

    hashes: NDArray[np.uint32]

    @classmethod
    def from_bytes(cls, data: bytes) -> "Seen":
        """Read what pack_seen wrote."""
        return cls(np.frombuffer(data, "<u4"))

    def is_new(self, sentence: Sentence) -> bool:
        """Say if nothing in a sentence was in any example, nor means anything."""
        if sentence.has_meaning or not len(self.hashes):
            return not sentence.has_meaning
        places = np.searchsorted(self.hashes, sentence.seen_as)
        found = self.hashes[np.minimum(places, len(self.hashes) - 1)]
        return not (found == sentence.seen_as).any()


def pack_seen(sentences: Iterable[Sentence]) -> bytes:
    """Return the hashes of all words and parts of the sentences, sorted."""
    seen = np.unique(np.concatenate([each.seen_as for each in sentences]))
    return _packed(seen)


def pack_examples(texts: Sequence[str]) -> bytes:
    """Return the fingerprints of the texts: two 32-bit numbers each, sorted."""
    pairs = sorted({fingerprint(text) for text in texts})
    return _packed(np.array(pairs))


def fingerprint(text: str) -> tuple[int, int]:
    """Return two numbers that texts share which differ in case and accents only."""
    told = alike(text)
    first, second = (_hashed(told, beginning) for beginning in BEGINNINGS)
    return first, second


def _packed(numbers: NDArray[Any]) -> bytes:
    packed: bytes = numbers.astype("<u4").tobytes()
    return packed


def _hashed(text: str, beginning: int) -> int:
    number = beginning
    for character in text:
        number = ((number ^ ord(character)) * PRIME) & 0xFFFFFFFF
    return number
