"""How sure a model may be: confidences that are right as often as they say.

Guo, Pleiss, Sun and Weinberger (2017), “On Calibration of Modern Neural Networks”.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

# A few sentences left out say little. So wide, in logarithms, the temperature is taken
# to lie around 1: of 0.1 to 3, this made new sentences least surprising.
USUAL_SPREAD = 0.3
WIDEST = 2.0

Matrix = NDArray[np.float64]


def find_temperature(
    evidence: Matrix, priors: Matrix, answers: NDArray[np.int64]
) -> float:
    """Return what to divide evidence (sentences, labels) by; 1 without sentences."""
    if not len(answers):
        return 1.0

    def surprise(logarithm: float) -> float:
        mean = log_loss(evidence / np.exp(logarithm) + priors, answers)
        return float(len(answers) * mean + logarithm**2 / (2 * USUAL_SPREAD**2))

    found = minimize_scalar(surprise, bounds=(-WIDEST, WIDEST), method="bounded")
    return float(np.exp(found.x))


def log_loss(logits: Matrix, answers: NDArray[np.int64]) -> float:
    """Return the mean surprise at the right answers, in nats."""
    confidences = log_softmax(logits, axis=1)
    return -float(confidences[np.arange(len(answers)), answers].mean())


def describe(
    temperature: float, evidence: Matrix, priors: Matrix, answers: NDArray[np.int64]
) -> dict[str, Any] | None:
    """Return what calibrating changed; None where nothing was measured."""
    if not len(answers):
        return None
    return {
        "temperature": temperature,
        "log_loss_before": log_loss(evidence + priors, answers),
        "log_loss_after": log_loss(evidence / temperature + priors, answers),
    }
