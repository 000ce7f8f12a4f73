"""Reading what a browser says, of which nothing is believed."""

import math

import numpy as np

from .complaint import BadResult

NUMBER = np.dtype("<f4")  # float32, the first byte the lowest, as browsers have it


def read_number(told: object) -> float:
    """Return a number that is one. Raises `BadResult`."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise BadResult("no number")
    try:
        number = float(told)
    except OverflowError:
        raise BadResult("no number") from None
    if not math.isfinite(number):
        raise BadResult("no number")
    return number
