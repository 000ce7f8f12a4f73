"""From words to the two files of a base."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.learning.sounds.front_end import WINDOW, Samples

from .network import write
from .recordings import PEOPLE, noises_in, recordings_in
from .speech import Take, speak_all
from .training import SYNTHESISED, Words, train
from .words import words_of

Labelled = tuple[str, Samples]


def make_base(
    folder: Path,
    *,
    without: frozenset[str] = frozenset(),
    takes: int,
    epochs: int,
    speech_commands: Path | None = None,
    recordings: int = 0,
    words: Sequence[tuple[str, str]] | None = None,
) -> None:
    """Speak the words, learn them, and write the network; `words` may be others."""
    spoken = words_of(without) if words is None else words
    found = list(speak_all(ways_to_say(spoken, takes)))
    noises = np.zeros((0, WINDOW), np.float32)
    if speech_commands:
        found += recordings_in(speech_commands, without, recordings)
        noises = noises_in(speech_commands)
    write(train(as_words(found, noises), epochs), folder)


def ways_to_say(words: Sequence[tuple[str, str]], takes: int) -> Iterator[Take]:
    """Yield some ways to say each word, the same every time this is run."""
    chance = np.random.default_rng(3)
    for language, word in words:
        for _ in range(takes):
            yield Take.by_chance(language, word, chance)


def as_words(found: Sequence[Labelled], noises: NDArray[np.float32]) -> Words:
    labels = [label for label, _second in found]
    people = np.array([label.startswith(f"{PEOPLE} ") for label in labels])
    return Words(
        seconds=np.stack([second for _label, second in found]).astype(np.float16),
        answers=np.unique(labels, return_inverse=True)[1],
        weights=np.where(people, 1.0, SYNTHESISED),
        noises=noises,
    )
