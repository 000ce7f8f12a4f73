"""How good a text model will be: what it says of sentences that it did not learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..evaluation import held_back, method_for, summary, usual_answer
from . import calibration
from .model import softmax
from .regression import Matrix, Space, Tick, fit


@dataclass(frozen=True)
class Rehearsal:
    """What the measured sentences, by their positions, speak for.

    `evidence` (sentences, labels) are logits without the priors.
    """

    method: str
    measured: list[int]
    evidence: Matrix
    priors: Matrix
    answers: NDArray[np.int64]  # of all sentences

    @property
    def temperature(self) -> float:
        """Return by what the model's weights are to be divided."""
        return calibration.find_temperature(self.evidence, self.priors, self._right)

    def report(
        self, ids: Sequence[str], label_order: Sequence[int], label_count: int
    ) -> dict[str, Any]:
        """Return the evaluation's figures, in the project's order of labels."""
        confidences = np.zeros((len(self.measured), label_count))
        for place, evidence in enumerate(self.evidence / self.temperature):
            confidences[place, label_order] = softmax(evidence + self.priors)
        answers = [label_order[answer] for answer in self.answers]
        figures = summary(
            [ids[i] for i in self.measured],
            [answers[i] for i in self.measured],
            confidences.tolist(),
            usual=usual_answer(answers),
            label_count=label_count,
        )
        calibrated = calibration.describe(
            self.temperature, self.evidence, self.priors, self._right
        )
        return {"method": self.method, **figures, "calibration": calibrated}

    @property
    def _right(self) -> NDArray[np.int64]:
        return self.answers[self.measured]


def rehearse(
    space: Space,
    answers: NDArray[np.int64],
    priors: Matrix,
    ids: Sequence[str],
    best: Matrix,
    tick: Tick,
) -> Rehearsal:
    """Train again without the sentences to measure with, beginning at the `best`."""
    method = method_for(answers.tolist())
    if method == "held-back":
        measured = sorted(held_back(ids, answers.tolist()))
        counted = np.ones((len(answers), 1))
        counted[measured] = 0
    elif method == "leave-one-out":
        measured = list(range(len(answers)))
        counted = 1 - np.eye(len(answers))  # As many models as sentences, all at once.
    else:
        return Rehearsal(method, [], np.zeros((0, len(priors))), priors, answers)
    start = np.repeat(best, counted.shape[1], axis=1)
    fitted = fit(space, answers, priors, counted, start, tick)
    models = measured if method == "leave-one-out" else [0] * len(measured)
    evidence = space.logits(fitted)[measured, models]
    return Rehearsal(method, measured, evidence, priors, answers)
