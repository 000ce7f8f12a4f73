"""How sure a picture model may be: as often right as it says.

What is learnt from a few pictures is right more often than it is sure: on sets of 5 to
40 pictures a label, with both bases, twice as much evidence as it gives was less
surprised by new ones. Guo, Pleiss, Sun and Weinberger (2017), “On Calibration of Modern
Neural Networks”. The same as in static/js/learning/picture_calibration.js.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from ..text.calibration import log_loss

# By what evidence is divided where nothing was measured, and how far from that, in
# logarithms, a few pictures may take it.
USUAL = 0.5
SPREAD = 0.3
WIDEST = 2.0
LEAST = 1e-12  # confidence, so that it has a logarithm

Matrix = NDArray[np.float64]


def find_temperature(confidences: Matrix, answers: NDArray[np.int64]) -> float:
    """Return what to divide evidence by, from confidences (pictures, labels)."""
    if not len(answers):
        return USUAL
    logits = np.log(np.maximum(confidences, LEAST))

    def surprise(step: float) -> float:
        """Return that of pictures left out, and of a temperature so far from usual."""
        mean = log_loss(logits / (USUAL * np.exp(step)), answers)
        return float(len(answers) * mean + step**2 / (2 * SPREAD**2))

    found = minimize_scalar(
        surprise, bounds=(-WIDEST, WIDEST), method="bounded", options={"xatol": 1e-6}
    )
    return float(USUAL * np.exp(found.x))


def calibrated(confidences: Matrix, temperature: float) -> Matrix:
    """Return the confidences as they are with evidence divided by `temperature`."""
    powers = np.maximum(confidences, LEAST) ** (1 / temperature)
    changed: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return changed


def describe(
    temperature: float, confidences: Matrix, answers: NDArray[np.int64]
) -> dict[str, float] | None:
    """Return what calibrating changed; None where nothing was measured."""
    if not len(answers):
        return None
    logits = np.log(np.maximum(confidences, LEAST))
    return {
        "temperature": temperature,
        "log_loss_before": log_loss(logits, answers),
        "log_loss_after": log_loss(logits / temperature, answers),
    }
