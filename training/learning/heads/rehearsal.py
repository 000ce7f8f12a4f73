"""How good a head will be: what it says of examples that it did not learn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..evaluation import held_back, method_for, summary, usual_answer
from .calibration import calibrated, describe, find_temperature
from .regression import Matrix, confidences, fit


@dataclass(frozen=True)
class Rehearsal:
    """What was said of the measured examples, (examples, labels), by their places."""

    method: str
    measured: list[int]
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
        rows = np.zeros((len(self.measured), label_count))
        rows[:, known] = calibrated(self.told, self.temperature)
        answers = [known[answer] for answer in self.answers]
        figures = summary(
            [ids[place] for place in self.measured],
            [answers[place] for place in self.measured],
            rows.tolist(),
            usual=usual_answer(answers),
            label_count=label_count,
        )
        surprise = describe(self.temperature, self.told, self._right)
        return {"method": self.method, **figures, "calibration": surprise}

    @property
    def _right(self) -> NDArray[np.int64]:
        return self.answers[self.measured]


def rehearse(
    places: Matrix,
    answers: NDArray[np.int64],
    ids: Sequence[str],
    best: Matrix,
    tick: Callable[[float], None],
) -> Rehearsal:
    """Learn again without the examples to measure with, beginning at the `best`."""
    method = method_for(answers.tolist())
    groups = groups_for(method, answers, ids)
    told = [np.zeros((0, best.shape[1]))]
    for number, group in enumerate(groups):
        tick(number / len(groups))
        rest = np.setdiff1d(np.arange(len(answers)), group)
        # There is one optimum only, and from the best of all it is not far.
        weights = fit(places[rest], answers[rest], best)
        told.append(confidences(places[group], weights))
    measured = [place for group in groups for place in group]
    return Rehearsal(method, measured, np.concatenate(told), answers)


def groups_for(
    method: str, answers: NDArray[np.int64], ids: Sequence[str]
) -> list[list[int]]:
    """Return which examples are left out together, by their places."""
    if method == "held-back":
        return [sorted(held_back(ids, answers.tolist()))]
    if method == "leave-one-out":
        return [[place] for place in range(len(answers))]
    return []
