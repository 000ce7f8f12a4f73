"""How much too good a class's model looks when everybody is on both sides.

    .venv/bin/python -m benchmarks.class_accuracy --data <folder> [--draws 5]

Prints a Markdown table. `data` has recordings called label_speaker_take.wav: each
speaker stands for a child of a class. All but one fill a project; what its evaluation
says is set beside how many sounds of the one who was left out the model gets right,
which is what the evaluation is to foretell. Means of every speaker left out, and of
some draws of ids and of who is which author.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from training.learning.contributors import FEWEST, Authors
from training.learning.heads.head import normalised
from training.learning.heads.learner import Task, taught
from training.learning.lesson import Stopwatch
from training.learning.sounds import bases

from .sound_accuracy_parts import Features, Places, Sounds, learnt_with
from .timing import say

SIZES = ((4, 3), (4, 6), (10, 6))  # labels, and recordings of each by each child
HEAD = "classes", "by example", "by child", "somebody new"


@dataclass(frozen=True)
class Measured:
    """Shares of right answers: as each way says, and of who was left out."""

    by_example: float
    by_child: float
    new: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=5)
    asked = parser.parse_args()
    base = bases.current_base()
    say(f"| set | {' | '.join(HEAD)} |")
    say("|---" * (len(HEAD) + 1) + "|")
    for sounds in Sounds.of_folders(asked.data):
        heard = base.features(sounds.samples)
        for labels, takes in SIZES:
            found = list(measure(sounds, heard, labels, takes, asked.draws))
            if found:
                what = f"{sounds.name}: {labels} labels, {takes} by each child"
                say(f"| {what} | {row(found)} |")


def measure(
    sounds: Sounds, heard: Features, labels: int, takes: int, draws: int
) -> Iterator[Measured]:
    """Yield what is found with every speaker left out, and every draw."""
    speakers = np.unique(sounds.speakers)
    if len(speakers) <= FEWEST or len(np.unique(sounds.answers)) < labels:
        return
    for seed in range(draws):
        for new in speakers:
            chance = np.random.default_rng([seed, *new.encode()])
            all_of_them = chosen(sounds, labels, takes, chance)
            is_new = sounds.speakers[all_of_them] == new
            learnt, asked = all_of_them[~is_new], all_of_them[is_new]
            ids = [f"{number:08x}" for number in chance.permutation(len(learnt))]
            numbers = dict(zip(speakers, chance.permutation(1000), strict=False))
            authors = [int(numbers[each]) for each in sounds.speakers[learnt]]
            yield Measured(
                told(heard, sounds.answers, learnt, ids, ()),
                told(heard, sounds.answers, learnt, ids, authors),
                learnt_with(heard, sounds.answers)(learnt, asked),
            )


def chosen(
    sounds: Sounds, labels: int, takes: int, chance: np.random.Generator
) -> Places:
    """Return some recordings of some labels, as many of every speaker."""
    some = chance.permutation(np.unique(sounds.answers))[:labels]
    places = []
    for label in some:
        for speaker in np.unique(sounds.speakers):
            of_both = (sounds.answers == label) & (sounds.speakers == speaker)
            places.append(chance.permutation(np.flatnonzero(of_both))[:takes])
    return np.concatenate(places)


def told(
    heard: Features, answers: Places, learnt: Places, ids: list[str], authors: Authors
) -> float:
    """Return the accuracy that an evaluation says, with these authors."""
    known = np.unique(answers[learnt])
    task = Task(
        features=normalised(heard[learnt].astype(np.float64)),
        answers=np.searchsorted(known, answers[learnt]),
        ids=ids,
        authors=authors,
        known=list(range(len(known))),
        label_count=len(known),
    )
    *_, report = taught(task, Stopwatch(lambda stage, fraction: None))
    accuracy: float = report["accuracy"]
    return accuracy


def row(found: list[Measured]) -> str:
    """Return means, with deviations of what evaluations say from one to the next."""
    by_example = [each.by_example for each in found]
    by_child = [each.by_child for each in found]
    return " | ".join(
        [
            str(len(found)),
            f"{fmean(by_example):.3f} ± {stdev(by_example):.3f}",
            f"{fmean(by_child):.3f} ± {stdev(by_child):.3f}",
            f"{fmean(each.new for each in found):.3f}",
        ]
    )


if __name__ == "__main__":
    main()
