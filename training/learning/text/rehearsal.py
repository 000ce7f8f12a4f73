"""How good a text model will be: what it says of sentences that it did not learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contributors import Authors
from ..evaluation import are_right, summary, usual_answer
from ..splits import Split, split_of
from . import calibration
from .model import softmax
from .regression import Matrix, Space, Tick, fit


@dataclass(frozen=True)
class Rehearsal:
    """What the measured sentences speak for.

    `evidence` (sentences, labels) are logits without the priors.
    """

    split: Split
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
        measured = self.split.measured
        confidences = np.zeros((len(measured), label_count))
        for place, evidence in enumerate(self.evidence / self.temperature):
            confidences[place, label_order] = softmax(evidence + self.priors)
        answers = [label_order[answer] for answer in self.answers]
        true = [answers[i] for i in measured]
        figures = summary(
            [ids[i] for i in measured],
            true,
            confidences.tolist(),
            usual=usual_answer(answers),
            label_count=label_count,
        )
        calibrated = calibration.describe(
            self.temperature, self.evidence, self.priors, self._right
        )
        whose = self.split.report(are_right(true, confidences.tolist()))
        return {
            "method": self.split.method,
            **figures,
            "calibration": calibrated,
            **whose,
        }

    @property
    def _right(self) -> NDArray[np.int64]:
        return self.answers[self.split.measured]


def rehearse(
    space: Space,
    answers: NDArray[np.int64],
    priors: Matrix,
    ids: Sequence[str],
    authors: Authors,
    best: Matrix,
    tick: Tick,
) -> Rehearsal:
    """Train again without the sentences to measure with, beginning at the `best`."""
    split = split_of(ids, answers.tolist(), authors)
    if not split.parts:
        return Rehearsal(split, np.zeros((0, len(priors))), priors, answers)
    # As many models as parts, all at once.
    counted = np.ones((len(answers), len(split.parts)))
    for model, part in enumerate(split.parts):
        counted[part, model] = 0
    start = np.repeat(best, len(split.parts), axis=1)
    fitted = fit(space, answers, priors, counted, start, tick)
    models = [model for model, part in enumerate(split.parts) for _ in part]
    evidence = space.logits(fitted)[split.measured, models]
    return Rehearsal(split, evidence, priors, answers)
