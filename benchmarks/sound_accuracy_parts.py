"""Sets of sounds, and the ways to learn from a few of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from projects.kinds import BadExample
from projects.uploads.sounds import hear_sound
from training.learning.heads.head import normalised
from training.learning.heads.regression import Rows, fit
from training.learning.sounds.front_end import Samples
from training.learning.sounds.hearing import MORE

NOBODY = ""  # where it is not known who speaks

Places = NDArray[np.int64]
Features = NDArray[np.float32]
Draw = tuple[Places, Places]  # what to learn, and what to answer
Share = Callable[[Places, Places], float]

# What is taken of the features, (sounds, features).
METHODS: dict[str, Callable[[Features], Features]] = {
    "ours": lambda heard: heard,
    "network alone": lambda heard: heard[:, :-MORE],
    "timbre and notes alone": lambda heard: heard[:, -MORE:],
}


@dataclass(frozen=True)
class Sounds:
    """A set of sounds, their labels by number, and who speaks."""

    name: str
    samples: list[Samples]
    answers: Places
    speakers: NDArray[np.str_]

    @classmethod
    def of(cls, name: str, pairs: list[tuple[str, Samples]]) -> "Sounds":
        """Take labels and samples; who speaks is not known."""
        labels = [label for label, _samples in pairs]
        answers = np.unique(labels, return_inverse=True)[1]
        speakers = np.full(len(pairs), NOBODY)
        return cls(name, [samples for _label, samples in pairs], answers, speakers)

    @classmethod
    def of_folders(cls, folder: Path) -> Iterator["Sounds"]:
        """Yield the sets of which there are sounds in `folder`."""
        for each in sorted(folder.iterdir()):
            found = [
                (*about_of(file, each), heard)
                for file in sorted(each.rglob("*.wav"))
                if (heard := samples_of(file)) is not None
            ]
            if found:
                labels, speakers, samples = zip(*found, strict=True)
                answers = np.unique(labels, return_inverse=True)[1]
                yield cls(each.name, list(samples), answers, np.array(speakers))

    def has_enough(self, per_label: int) -> bool:
        """Say whether as many sounds are left to measure with."""
        return bool(np.bincount(self.answers).min() > per_label)

    def draw(self, per_label: int, seed: int, among: Places | None = None) -> Draw:
        """Return the sounds to learn from, some of each label, and all others."""
        some = np.arange(len(self.answers)) if among is None else among
        chance = np.random.default_rng(seed)
        learnt = [
            chance.permutation(some[self.answers[some] == label])[:per_label]
            for label in np.unique(self.answers)
        ]
        return np.concatenate(learnt), np.setdiff1d(some, np.concatenate(learnt))

    def draws_of_one(self, per_label: int, count: int) -> Iterator[Draw]:
        """Yield draws of every speaker: one voice is learnt, and asked."""
        for speaker in self._speakers:
            own = np.flatnonzero(self.speakers == speaker)
            if np.bincount(self.answers[own]).min() > per_label:
                for seed in range(count):
                    yield self.draw(per_label, seed, own)

    def draws_of_others(self, per_label: int, known: int, count: int) -> Iterator[Draw]:
        """Yield draws in which as many speakers are known, and all others asked."""
        if len(self._speakers) <= known:
            return
        for seed in range(count):
            order = np.random.default_rng(seed).permutation(self._speakers)
            is_known = np.isin(self.speakers, order[:known])
            learnt, _rest = self.draw(per_label, seed, np.flatnonzero(is_known))
            if np.bincount(self.answers[learnt]).min() == per_label:
                yield learnt, np.flatnonzero(~is_known)

    @property
    def _speakers(self) -> list[str]:
        return [name for name in np.unique(self.speakers) if name != NOBODY]


def about_of(file: Path, folder: Path) -> tuple[str, str]:
    """Return the label and the speaker of a sound, by its path."""
    if file.parent != folder:
        return file.parent.name, NOBODY
    label, speaker, *_take = file.stem.split("_")
    return label, speaker


def samples_of(file: Path) -> Samples | None:
    """Return what would be learnt from, were the sound uploaded."""
    try:
        return hear_sound(file.read_bytes())
    except BadExample:
        return None


def learnt_with(features: Features, answers: Places) -> Share:
    """Return what the worker does with these features, (sounds, features)."""
    rows_of_all = normalised(features.astype(np.float64))

    def share(learnt: Places, rest: Places) -> float:
        rows = Rows.of(rows_of_all[learnt])
        weights = fit(rows.places, answers[learnt])
        logits = rows_of_all[rest] @ rows.directions @ weights[:-1] + weights[-1]
        return float(np.mean(logits.argmax(axis=1) == answers[rest]))

    return share
