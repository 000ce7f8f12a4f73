"""How good a head will be: what it says of examples that it did not learn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contributors import Authors
from ..evaluation import are_right, summary, usual_answer
from ..splits import Split, split_of
from .calibration import calibrated, describe, find_temperature
from .regression import Matrix, confidences, fit


@dataclass(frozen=True)
class Rehearsal:
    """What was said of the measured examples, (examples, labels), by their places."""

    split: Split
    told: Matrix
    answers: NDArray[np.int64]  # of all examples

    @cached_property
    def temperature(self) -> float:
        """Return by what the model's weights are to be divided."""
        return find_temperature(self.told, self._right)

    def report(
        self, ids: Sequence[str], known: Sequence[int], label_count: int
    ) -> dict[str, Any]:
        """Return the evaluation's figures, in the project's order of labels."""
        measured = self.split.measured
        rows = np.zeros((len(measured), label_count))
        rows[:, known] = calibrated(self.told, self.temperature)
        answers = [known[answer] for answer in self.answers]
        true = [answers[place] for place in measured]
        figures = summary(
            [ids[place] for place in measured],
            true,
            rows.tolist(),
            usual=usual_answer(answers),
            label_count=label_count,
        )
        surprise = describe(self.temperature, self.told, self._right)
        whose = self.split.report(are_right(true, rows.tolist()))
        return {
            "method": self.split.method,
            **figures,
            "calibration": surprise,
            **whose,
        }

    @property
    def _right(self) -> NDArray[np.int64]:
        return self.answers[self.split.measured]


def rehearse(
    places: Matrix,
    answers: NDArray[np.int64],
    ids: Sequence[str],
    authors: Authors,
    best: Matrix,
    tick: Callable[[float], None],
) -> Rehearsal:
    """Learn again without the examples to measure with, beginning at the `best`."""
    split = split_of(ids, answers.tolist(), authors)
    told = [np.zeros((0, best.shape[1]))]
    for number, part in enumerate(split.parts):
        tick(number / len(split.parts))
        rest = np.setdiff1d(np.arange(len(answers)), part)
        # There is one optimum only, and from the best of all it is not far.
        weights = fit(places[rest], answers[rest], best)
        told.append(confidences(places[part], weights))
    return Rehearsal(split, np.concatenate(told), answers)
