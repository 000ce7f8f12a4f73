"""Sentences as numbers: what a text model sees of them.

Words, pairs of words and parts of words, hashed into places of one long vector, and
what the words mean in the last places. The same numbers come from
static/js/learning/text_features.js; docs/decisions/0010 says why these.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .meaning import MEANINGS, words
from .memory import keep_short
from .tokens import Run, Token, runs_of

VERSION = "1"  # Stored with models: other features, other version.
BUCKETS = 16_384
WIDTH = BUCKETS + MEANINGS

SHORTEST, LONGEST = 2, 5  # letters in a part of a word, its edges included
SEEN = 3  # letters in a part by which a word is recognised
AGAIN = 0.7  # What being said e times as often adds to a feature.
START, END = "\u2402", "\u2403"  # The edges of a word: signs that no word has.
DOTS = "…"  # What people see where a part is not at an edge: no word has them either.

# Meanings count most in short sentences, which share few words with others.
STRONGEST, WEAKEST, STRENGTH = 1.8, 0.5, 3.0

Kind = Literal["word", "pair", "part", "meaning"]


@dataclass(frozen=True)
class Part:
    """One feature of a sentence: all parts together are the sentence's vector."""

    text: str
    kind: Kind
    words: tuple[int, ...]
    places: NDArray[np.int32]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class Sentence:
    """A sentence as a sparse vector: sorted places, each once, and their values.

    The words have length 1; their meanings, where there are any, 0.5 to 1.8.
    """

    tokens: tuple[Token, ...]
    places: NDArray[np.int32]
    values: NDArray[np.float32]
    seen_as: NDArray[np.uint32]
    has_meaning: bool


def read(text: str, with_meaning: bool = True) -> Sentence:
    """Return a sentence as a model sees it; without words, no places at all."""
    runs = runs_of(text)
    tokens = tuple(token for run in runs for token in run)
    places, values, _ = _summed(_counts(runs, tokens))
    meanings = _meanings(runs, len(tokens)) if with_meaning else []
    if meanings:
        meaning = np.sum([numbers for _, _, numbers in meanings], axis=0)
        places = np.concatenate([places, np.arange(BUCKETS, WIDTH)])
        values = np.concatenate([values, meaning])
    return Sentence(
        tokens=tokens,
        places=places.astype(np.int32),
        values=values.astype(np.float32),
        seen_as=_seen_as(runs, tokens),
        has_meaning=bool(meanings),
    )


def parts_of(text: str, with_meaning: bool = True) -> list[Part]:
    """Return what a sentence's vector is the sum of."""
    runs = runs_of(text)
    found: dict[int, tuple[Kind, str, set[int]]] = {}
    counts: Counter[int] = Counter()
    for kind, spelt, members in _grams(runs):
        number = hashed(kind, spelt)
        found.setdefault(number, (kind, spelt, set()))[2].update(members)
        counts[number] += 1
    length = _summed(counts)[2]
    parts = [
        Part(
            text=_shown(spelt) if kind == "part" else spelt,
            kind=kind,
            words=tuple(sorted(members)),
            places=np.array([number % BUCKETS], np.int32),
            values=_value(number, counts[number], length),
        )
        for number, (kind, spelt, members) in found.items()
    ]
    count = sum(len(run) for run in runs)
    places = np.arange(BUCKETS, WIDTH, dtype=np.int32)
    return parts + [
        Part(word, "meaning", members, places, numbers.astype(np.float32))
        for word, members, numbers in (_meanings(runs, count) if with_meaning else [])
    ]


def _shown(part: str) -> str:
    """Return a part as people see it: “un…” begins a word, “…ing” ends one."""
    before = "" if part.startswith(START) else DOTS
    after = "" if part.endswith(END) else DOTS
    return before + part.removeprefix(START).removesuffix(END) + after


def hashed(kind: Kind, text: str) -> int:
    """Return 32 bits for a feature: FNV-1a over its characters, well stirred."""
    number = 0x811C9DC5
    for character in kind + text:
        number = ((number ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    number = ((number ^ (number >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    number = ((number ^ (number >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return number ^ (number >> 16)


_hashed_word = keep_short(20_000)(partial(hashed, "word"))
_hashed_pair = keep_short(40_000)(partial(hashed, "pair"))
_hashed_part = lru_cache(maxsize=100_000)(partial(hashed, "part"))  # All are short.


def _grams(runs: list[Run]) -> Iterator[tuple[Kind, str, tuple[int, ...]]]:
    """Return every feature but meanings, and the numbers of its tokens."""
    tokens = [token for run in runs for token in run]
    for number, token in enumerate(tokens):
        yield "word", token.text, (number,)
    for number, (one, other) in enumerate(pairwise(tokens)):
        yield "pair", f"{one.text} {other.text}", (number, number + 1)
    for run, members in _members(runs):
        for part in _parts_of_word(_spelt(run)):
            yield "part", part, members


def _counts(runs: list[Run], tokens: Sequence[Token]) -> Counter[int]:
    """Return how often _grams returns each hash, fast."""
    counts = Counter(_hashed_word(token.text) for token in tokens)
    counts.update(_hashed_pair(f"{a.text} {b.text}") for a, b in pairwise(tokens))
    counts.update(chain.from_iterable(_numbers_of_word(_spelt(run)) for run in runs))
    return counts


def _seen_as(runs: list[Run], tokens: Sequence[Token]) -> NDArray[np.uint32]:
    numbers = {_hashed_word(token.text) for token in tokens}
    numbers = numbers.union(*(_numbers_of_word(_spelt(run), SEEN) for run in runs))
    return np.array(sorted(numbers), np.uint32)


@keep_short(40_000)
def _numbers_of_word(word: str, size: int | None = None) -> tuple[int, ...]:
    """Return the hashes of its parts, of this size only if one is given."""
    parts = _parts_of_word(word)
    if size is not None:
        parts = tuple(part for part in parts if len(part) == size)
    return tuple(map(_hashed_part, parts))


@keep_short(20_000)
def _parts_of_word(word: str) -> tuple[str, ...]:
    edged = START + word + END
    return tuple(
        edged[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - size + 1)
    )


def _summed(
    counts: Mapping[int, int],
) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Return places, their values, and the length that these were divided by."""
    numbers = np.fromiter(counts.keys(), np.int64, len(counts))
    values = _values(numbers, np.fromiter(counts.values(), np.int64, len(counts)))
    places, where = np.unique(numbers % BUCKETS, return_inverse=True)
    sums = np.bincount(where, values, len(places))
    length = math.sqrt(np.square(sums).sum()) or 1.0
    return places, sums / length, length


def _values(
    numbers: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return each feature's value before division by the length.

    Half of them are negative, so that two in one place do not always add up.
    """
    signs: NDArray[np.float64] = np.where(numbers >> 31, 1.0, -1.0)
    return signs * (1 + AGAIN * np.log(counts))


def _value(number: int, count: int, length: float) -> NDArray[np.float32]:
    value = _values(np.array([number]), np.array([count])) / length
    return value.astype(np.float32)


def _meanings(
    runs: list[Run], count: int
) -> list[tuple[str, tuple[int, ...], NDArray[np.float64]]]:
    """Return each word with a meaning, its tokens' numbers, and its meaning's share."""
    table = words()
    known = [
        (_spelt(run), members, numbers)
        for run, members in _members(runs)
        if (numbers := table.meaning(_spelt(run))) is not None
    ]
    total = np.sum([numbers for _, _, numbers in known], axis=0)
    length = math.sqrt(np.square(total).sum())
    if not length:
        return []
    strength = min(STRONGEST, max(WEAKEST, STRENGTH / math.sqrt(count))) / length
    return [(word, members, strength * numbers) for word, members, numbers in known]


def _members(runs: list[Run]) -> Iterator[tuple[Run, tuple[int, ...]]]:
    """Return each run with the numbers of its tokens."""
    first = 0
    for run in runs:
        yield run, tuple(range(first, first + len(run)))
        first += len(run)


def _spelt(run: Run) -> str:
    return "".join(token.text for token in run)
