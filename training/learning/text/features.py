"""Sentences as numbers: what a text model sees of them.

Words, pairs of words and parts of words, hashed into places of one long vector. The
same numbers come from static/js/learning/text_features.js.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .tokens import Run, Token, runs_of

VERSION = "1"
BUCKETS = 16_384
MEANINGS = 0
WIDTH = BUCKETS + MEANINGS

SHORTEST, LONGEST = 2, 4  # letters in a part of a word
SEEN = 3  # letters in a part by which a word is recognised

Kind = Literal["word", "pair", "part", "meaning"]
START, END = "\u2402", "\u2403"  # Where a word starts and ends: characters no word has.


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
    """A sentence as a sparse vector of length 1: sorted places, and their values."""

    tokens: tuple[Token, ...]
    places: NDArray[np.int32]
    values: NDArray[np.float32]
    seen_as: NDArray[np.uint32]
    has_meaning: bool


@dataclass(frozen=True, slots=True)
class _Gram:
    kind: Kind
    text: str
    hashed: int


def read(text: str, with_meaning: bool = True) -> Sentence:
    """Return a sentence as a model sees it; without words, no places at all."""
    runs = runs_of(text)
    counts: Counter[_Gram] = Counter(gram for gram, _ in _grams(runs))
    sums: defaultdict[int, float] = defaultdict(float)
    for gram, count in counts.items():
        place, sign = _place(gram.hashed)
        sums[place] += sign * math.sqrt(count)
    length = _length(sums.values())
    places = sorted(sums)
    seen = {gram.hashed for gram in counts if _recognises(gram)}
    return Sentence(
        tokens=tuple(token for run in runs for token in run),
        places=np.array(places, np.int32),
        values=np.array([sums[place] / length for place in places], np.float32),
        seen_as=np.array(sorted(seen), np.uint32),
        has_meaning=False,
    )


def parts_of(text: str, with_meaning: bool = True) -> list[Part]:
    """Return what a sentence's vector is the sum of."""
    words: defaultdict[_Gram, set[int]] = defaultdict(set)
    counts: Counter[_Gram] = Counter()
    sums: defaultdict[int, float] = defaultdict(float)
    for gram, tokens in _grams(runs_of(text)):
        words[gram] |= set(tokens)
        counts[gram] += 1
    for gram, count in counts.items():
        place, sign = _place(gram.hashed)
        sums[place] += sign * math.sqrt(count)
    length = _length(sums.values())
    return [
        Part(
            text=gram.text,
            kind=gram.kind,
            words=tuple(sorted(words[gram])),
            places=np.array([_place(gram.hashed)[0]], np.int32),
            values=np.array(
                [_place(gram.hashed)[1] * math.sqrt(count) / length], np.float32
            ),
        )
        for gram, count in counts.items()
    ]


def hashed(kind: Kind, text: str) -> int:
    """Return 32 bits for a feature: FNV-1a over its characters, well stirred."""
    number = 0x811C9DC5
    for character in kind[:2] + text:
        number = ((number ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    number = ((number ^ (number >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    number = ((number ^ (number >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return number ^ (number >> 16)


def _grams(runs: list[Run]) -> Iterator[tuple[_Gram, tuple[int, ...]]]:
    """Return every feature, as often as it occurs, and its tokens' numbers."""
    tokens = [token for run in runs for token in run]
    for number, token in enumerate(tokens):
        yield _gram("word", token.text), (number,)
        if number:
            pair = f"{tokens[number - 1].text} {token.text}"
            yield _gram("pair", pair), (number - 1, number)
    first = 0
    for run in runs:
        members = tuple(range(first, first + len(run)))
        first += len(run)
        for gram in _parts_of_word("".join(token.text for token in run)):
            yield gram, members


@lru_cache(maxsize=50_000)
def _gram(kind: Kind, text: str) -> _Gram:
    return _Gram(kind, text, hashed(kind, text))


@lru_cache(maxsize=20_000)
def _parts_of_word(word: str) -> tuple[_Gram, ...]:
    edged = START + word + END
    return tuple(
        _gram("part", edged[start : start + size])
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - size + 1)
    )


def _recognises(gram: _Gram) -> bool:
    return gram.kind == "word" or (gram.kind == "part" and len(gram.text) == SEEN)


def _place(number: int) -> tuple[int, int]:
    return number % BUCKETS, 1 if number >> 31 else -1


def _length(values: Iterable[float]) -> float:
    return math.sqrt(sum(value * value for value in values)) or 1.0
