"""How sure a picture model may be: as often right as it says.

What is learnt from a few pictures is right more often than it is sure: on sets of 5 to
40 pictures a label, with both bases, twice as much evidence as it gives was less
surprised by new ones. Guo, Pleiss, Sun and Weinberger (2017), “On Calibration of Modern
Neural Networks”. The same as in static/js/learning/picture_calibration.js.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

# By what evidence is divided where nothing was measured, and how far from that, in
# logarithms, a few pictures may take it.
USUAL = 0.5
SPREAD = 0.3
WIDEST = 2.0
PRECISE = 1e-6
LEAST = 1e-12  # confidence, so that it has a logarithm

Matrix = NDArray[np.float64]


def find_temperature(confidences: Matrix, answers: NDArray[np.int64]) -> float:
    """Return what to divide evidence by, from confidences (pictures, labels)."""
    if not len(answers):
        return USUAL

    def cost(step: float) -> float:
        told = surprise(confidences, answers, USUAL * np.exp(step))
        return float(len(answers) * told + step**2 / (2 * SPREAD**2))

    bounds, options = (-WIDEST, WIDEST), {"xatol": PRECISE}
    found = minimize_scalar(cost, bounds=bounds, method="bounded", options=options)
    return float(USUAL * np.exp(found.x))


def calibrated(confidences: Matrix, temperature: float) -> Matrix:
    """Return the confidences as they are with evidence divided by `temperature`."""
    changed: Matrix = softmax(evidence(confidences) / temperature, axis=1)
    return changed


def evidence(confidences: Matrix) -> Matrix:
    """Return what becomes these confidences, up to what all labels have."""
    logarithms: Matrix = np.log(np.maximum(confidences, LEAST))
    return logarithms


def surprise(
    confidences: Matrix, answers: NDArray[np.int64], temperature: float = 1.0
) -> float:
    """Return the mean surprise at the right answers, in nats."""
    told = log_softmax(evidence(confidences) / temperature, axis=1)
    return -float(told[np.arange(len(answers)), answers].mean())


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
