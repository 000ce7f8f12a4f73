"""The words that speak most for each label, as the trained model itself reads them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import features
from .features import Sentence
from .model import Model, Numbers, softmax
from .reader import Reader
from .tokens import folded, normalised

WORDS_SHOWN = 20  # for each label
ENOUGH_WORDS = 8  # Without those that are in a single example.
PARTS_SHOWN = 12
WORDS_READ = 600  # Beyond the most frequent ones, few would ever be shown.
WORDS_TAKEN_APART = 120
ENCODED = 30  # for each label: an encoder takes milliseconds for each word


@dataclass(frozen=True)
class Word:
    """A word of the examples, as most of them spell it."""

    text: str
    count: int  # examples that it is in


def words_of(texts: Sequence[str], sentences: Sequence[Sentence]) -> list[Word]:
    """Return the words of the examples, the most frequent first."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for text, sentence in zip(texts, sentences, strict=True):
        composed = normalised("NFC", text)
        for token in sentence.tokens:
            spellings[token.text][composed[token.start : token.end]] += 1
        counts.update({token.text for token in sentence.tokens})
    return [
        Word(_usual(spellings[text]), count)
        for text, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


def describe(
    model: Model, reader: Reader, words: list[Word], label_order: Sequence[int]
) -> dict[str, Any]:
    """Return words and parts of words for each label, the strongest first, as JSON."""
    confidences = _confidences(model, reader, words[:WORDS_READ])
    silent = softmax(model.biases)
    parts = _parts(model, words[:WORDS_TAKEN_APART])
    return {
        "labels": [
            {
                "label": label,
                "words": _strongest_words(place, silent[place], confidences),
                "parts": _strongest_parts(place, parts),
            }
            for place, label in enumerate(label_order)
        ]
    }


def _usual(spellings: Counter[str]) -> str:
    """Return the spelling that is used most; of equals one in small letters."""
    return min(
        spellings, key=lambda each: (-spellings[each], each != each.lower(), each)
    )


def _confidences(
    model: Model, reader: Reader, words: list[Word]
) -> list[tuple[Word, Numbers]]:
    """Return what the model answers to each word alone."""
    sentences = [reader.read(word.text) for word in words]
    unread = np.zeros(model.encoder_width, np.float32)
    answers = [model.confidences(sentence, unread) for sentence in sentences]
    if reader.encoder is None:
        return list(zip(words, answers, strict=True))
    promising = sorted(set(_promising(answers)))
    encoded = reader.encode([words[i].text for i in promising])
    return [
        (words[i], model.confidences(sentences[i], vector))
        for i, vector in zip(promising, encoded, strict=True)
    ]


def _promising(answers: Sequence[Numbers]) -> Iterable[int]:
    for label in range(len(answers[0]) if answers else 0):
        order = sorted(range(len(answers)), key=lambda i: -answers[i][label])
        yield from order[:ENCODED]


def _strongest_words(
    label: int, silent: float, confidences: list[tuple[Word, Numbers]]
) -> list[dict[str, Any]]:
    """Return the words that make the label likelier than saying nothing does.

    A word that is in many examples says more than one that is in a single one, so
    that the latter are left out where there are enough others. In the list, the
    numbers that people see only go down.
    """
    found = [
        (word, answer[label]) for word, answer in confidences if answer[label] > silent
    ]
    common = [(word, answer) for word, answer in found if word.count > 1]
    if len(common) >= ENOUGH_WORDS:
        found = common
    found.sort(key=lambda each: (silent - each[1]) * _trust(each[0]))
    strongest = sorted(found[:WORDS_SHOWN], key=_as_seen)
    return [
        {"text": word.text, "confidence": _short(confidence), "count": word.count}
        for word, confidence in strongest
    ]


def _trust(word: Word) -> float:
    return word.count / (word.count + 1)


def _as_seen(found: tuple[Word, float]) -> tuple[int, int]:
    """Return what to sort by: whole per cent, then the number of examples."""
    word, confidence = found
    return -int(100 * _short(confidence) + 0.5), -word.count


def _parts(model: Model, words: list[Word]) -> list[tuple[str, Numbers]]:
    """Return the parts that are in several words, and what they say for each label.

    Where “…ing” and “…ing…” are in the very same words, the first tells more.
    """
    spelt_in: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    pushes = {}
    for word in words:
        for part in features.parts_of(word.text, with_meaning=False):
            if part.kind == "part" and _is_telling(part.text, word.text):
                key = part.text, int(part.places[0])
                spelt_in[key].add(word.text)
                pushes[key] = np.sign(part.values[0]) * model.weights[key[1]]
    ordered = sorted(pushes, key=lambda key: (key[0].count(features.DOTS), key))
    twins = {(_letters(key[0]), frozenset(spelt_in[key])): key for key in ordered[::-1]}
    return [
        (key[0], pushes[key] - pushes[key].mean())
        for key in twins.values()
        if len(spelt_in[key]) > 1
    ]


def _is_telling(part: str, word: str) -> bool:
    """Say whether a part is more than one letter, and less than the word."""
    return len(_letters(part)) > 1 and _letters(part) != folded(word)


def _letters(part: str) -> str:
    return part.strip(features.DOTS)


def _strongest_parts(
    label: int, parts: list[tuple[str, Numbers]]
) -> list[dict[str, Any]]:
    """Return the strongest, of those with the same letters only one."""
    ordered = sorted(parts, key=lambda each: (-each[1][label], each[0]))
    strongest: dict[str, dict[str, Any]] = {}
    for text, push in ordered:
        if push[label] > 0:
            told = {"text": text, "push": _short(push[label])}
            strongest.setdefault(_letters(text), told)
    return list(strongest.values())[:PARTS_SHOWN]


def _short(number: float) -> float:
    return round(float(number), 4)
