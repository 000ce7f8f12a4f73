"""How often a word in a stream of sound is heard as what it is, and as nothing else.

    .venv/bin/python -m benchmarks.sound_stream [--base <folder>]

Needs espeak-ng. A model learns 8 recordings of each of 4 words, and 12 of the room.
Then each word is spoken 10 times in the middle of 3 seconds of that room, and the model
is asked 4 times a second about the last second, as pages do while they listen. Prints a
Markdown table of three models, for one sure answer and for two in a row that agree:
what is heard first, how many words are heard as two labels, and what is heard in
silence.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.learning.heads.calibration import USUAL
from training.learning.heads.head import normalised
from training.learning.heads.regression import Rows, confidences, fit
from training.learning.sounds import bases
from training.learning.sounds.front_end import RATE, Samples

from .sound_sets import WORDS, background, spoken
from .timing import say

MODELS, EACH, ROOMS, ASKED = 3, 8, 12, 10
SECONDS = 3
STEP = RATE // 4
THRESHOLD = 0.7  # as in static/js/sounds/hearing.js

Tell = Callable[[Sequence[Samples]], NDArray[np.float64]]


class Place:
    """A room with its noise, in which words are spoken."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance
        self._loudness = 10 ** chance.uniform(-3, -2)

    def hear(self, word: str | None, seconds: int = 1) -> Samples:
        sound = background(seconds * RATE, self._chance) * self._loudness
        if word is not None:
            said = spoken(word, self._chance)[: len(sound)]
            said = said / np.abs(said).max() * 10 ** self._chance.uniform(-0.9, -0.2)
            start = (len(sound) - len(said)) // 2
            sound[start : start + len(said)] += said
        return sound.astype(np.float32)

    def taught(self, base: bases.Base) -> Tell:
        """Return a model: label 0 is the room, the others are words."""
        sounds = [self.hear(word) for word in WORDS for _ in range(EACH)]
        sounds += [self.hear(None) for _ in range(ROOMS)]
        answers = np.array([n + 1 for n in range(len(WORDS)) for _ in range(EACH)])
        rows = Rows.of(normalised(base.features(sounds).astype(np.float64)))
        weights = fit(rows.places, np.append(answers, np.zeros(ROOMS, int)))

        def tell(asked: Sequence[Samples]) -> NDArray[np.float64]:
            features = normalised(base.features(asked).astype(np.float64))
            return confidences(features @ rows.directions, weights / USUAL)

        return tell


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path)
    asked = parser.parse_args()
    base = bases.load(asked.base.absolute()) if asked.base else bases.current_base()
    chance = np.random.default_rng(7)
    counts = {1: Counter[str](), 2: Counter[str]()}
    for _ in range(MODELS):
        place = Place(chance)
        tell = place.taught(base)
        for label in range(len(WORDS) + 1):
            for _ in range(ASKED):
                word = WORDS[label - 1] if label else None
                told = answers_over(tell, place.hear(word, SECONDS))
                for needed, count in counts.items():
                    count.update(verdict(heard_in(told, needed), label))
    names = ("right", "wrong", "missed", "two labels", "heard in silence")
    say(f"| answers that agree | {' | '.join(names)} |")
    say("|---" * (len(names) + 1) + "|")
    for needed, count in counts.items():
        say(f"| {needed} | {' | '.join(str(count[name]) for name in names)} |")


def answers_over(tell: Tell, sound: Samples) -> NDArray[np.float64]:
    """Return what is told of every last second, (answers, labels)."""
    starts = range(0, len(sound) - RATE + 1, STEP)
    return tell([sound[start : start + RATE] for start in starts])


def heard_in(told: NDArray[np.float64], needed: int) -> list[int]:
    """Return the words heard one after the other, where so many answers agree."""
    sure = np.where(told.max(axis=1) >= THRESHOLD, told.argmax(axis=1), 0)
    runs = [sure[place : place + needed] for place in range(len(sure) - needed + 1)]
    return [int(run[0]) for run in runs if run[0] and len(set(run.tolist())) == 1]


def verdict(heard: list[int], label: int) -> list[str]:
    if not label:
        return ["heard in silence"] if heard else []
    if not heard:
        return ["missed"]
    first = "right" if heard[0] == label else "wrong"
    return [first, "two labels"] if len(set(heard)) > 1 else [first]


if __name__ == "__main__":
    main()
