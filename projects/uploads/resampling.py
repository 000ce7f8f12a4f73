"""The same sound with another number of samples a second."""

from itertools import count
from math import gcd

import numpy as np
from numpy.typing import NDArray

FADING = 0.05  # of the band that both rates can hold, at its upper end
SILENCE = 20  # of these a second lie behind a sound, so that its end is not its start
# Rates between are taken for others: nobody hears a change of 0.3 %, and a transform
# of a length that only small numbers divide is up to ten times as quick.
STEP = 25  # hertz
CHANGE = 0.003
SMALL = (2, 3, 5, 7, 11, 13)


def resampled(
    samples: NDArray[np.float32], rate: int, wanted: int
) -> NDArray[np.float32]:
    """Return `samples`, `rate` a second, as `wanted` a second.

    By their spectrum: what only the higher rate can hold is left out, as it would be
    heard as other tones.
    """
    if rate == wanted:
        return samples
    rate = quick_rate(rate)
    up, down = wanted // gcd(rate, wanted), rate // gcd(rate, wanted)
    # Of so many blocks, both lengths are whole numbers for the same time.
    blocks = next(filter(is_quick, count(-(-(len(samples) + rate // SILENCE) // down))))
    before, after = blocks * down, blocks * up
    spectrum = np.fft.rfft(samples, before)[: after // 2 + 1]
    frequencies = np.arange(len(spectrum)) * (rate / before)
    spectrum *= gain(frequencies / (min(rate, wanted) / 2))
    heard = np.fft.irfft(spectrum, after) * (after / before)
    return heard[: round(len(samples) * wanted / rate)].astype(np.float32)


def quick_rate(rate: int) -> int:
    """Return the rate nearest to `rate` with which transforms are quick, if one is."""
    steps = round(rate / STEP)
    reach = int(steps * CHANGE)
    near = range(steps - reach, steps + reach + 1)
    quick = [each for each in near if is_quick(each)]
    return STEP * min(quick, key=lambda each: abs(each - steps), default=steps)


def is_quick(number: int) -> bool:
    """Say if only small numbers divide it, as is good for the length of a transform."""
    for factor in SMALL:
        while number % factor == 0:
            number //= factor
    return number == 1


def gain(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much stays of each frequency, given as a share of the highest."""
    rest = np.clip((1 - share) / FADING, 0, 1)
    faded: NDArray[np.float64] = np.sin(rest * (np.pi / 2)) ** 2
    return faded
