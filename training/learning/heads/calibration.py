"""How sure a head may be: as often right as it says.

What is learnt from a few examples is right more often than it is sure: on sets of 5 to
40 pictures a label, with both bases, twice as much evidence as it gives was less
surprised by new ones. Guo, Pleiss, Sun and Weinberger (2017), “On Calibration of Modern
Neural Networks”. Step by step as in static/js/learning/head_calibration.js.
"""

import numpy as np
from numpy.typing import NDArray

# By what evidence is divided where nothing was measured, and how far from that, in
# logarithms, a few examples may take it.
USUAL = 0.5
SPREAD = 0.3
STEPS = np.linspace(-2, 2, 401)
LEAST = 1e-12  # confidence, so that it has a logarithm

Matrix = NDArray[np.float64]


def find_temperature(confidences: Matrix, answers: NDArray[np.int64]) -> float:
    """Return what to divide evidence by, from confidences (examples, labels)."""
    if not len(answers):
        return USUAL
    surprises = [
        len(answers) * surprise(confidences, answers, USUAL * np.exp(step))
        + step**2 / (2 * SPREAD**2)
        for step in STEPS
    ]
    return float(USUAL * np.exp(STEPS[np.argmin(surprises)]))


def calibrated(confidences: Matrix, temperature: float) -> Matrix:
    """Return the confidences as they are with evidence divided by `temperature`."""
    evidence = np.log(np.maximum(confidences, LEAST)) / temperature
    powers = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    changed: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return changed


def surprise(
    confidences: Matrix, answers: NDArray[np.int64], temperature: float = 1.0
) -> float:
    """Return the mean surprise at the right answers, in nats."""
    told = calibrated(confidences, temperature)[np.arange(len(answers)), answers]
    return -float(np.log(np.maximum(told, LEAST)).mean())


def describe(
    temperature: float, confidences: Matrix, answers: NDArray[np.int64]
) -> dict[str, float] | None:
    """Return what calibrating changed; None where nothing was measured."""
    if not len(answers):
        return None
    return {
        "temperature": temperature,
        "log_loss_before": surprise(confidences, answers),
        "log_loss_after": surprise(confidences, answers, temperature),
    }
