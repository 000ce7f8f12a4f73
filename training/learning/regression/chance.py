"""Numbers drawn by chance, the same ones in Python and in browsers.

Mulberry32 (Tommy Ettinger, 2017, public domain): each number is the hash of a counter,
so that many are drawn at once. Its twin is static/js/learning/regression_random.js.
"""

import numpy as np
from numpy.typing import NDArray

STEP = np.uint32(0x6D2B79F5)


class Chance:
    """A row of numbers that looks drawn by chance, and begins at a seed."""

    def __init__(self, seed: int) -> None:
        self._state = np.uint32(seed)

    def take(self, count: int) -> NDArray[np.float64]:
        """Return the next numbers, from 0 to less than 1."""
        with np.errstate(over="ignore"):  # They are meant to go round.
            state = self._state + np.arange(1, count + 1, dtype=np.uint32) * STEP
            if count:
                self._state = state[-1]
            mixed = (state ^ (state >> np.uint32(15))) * (state | np.uint32(1))
            mixed ^= mixed + (mixed ^ (mixed >> np.uint32(7))) * (mixed | np.uint32(61))
            mixed ^= mixed >> np.uint32(14)
        numbers: NDArray[np.float64] = mixed / 2**32
        return numbers

    def order(self, count: int) -> NDArray[np.int64]:
        """Return the places of `count` things, shuffled."""
        return np.argsort(self.take(count), kind="stable")
