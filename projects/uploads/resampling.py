"""The same sound with another number of samples a second."""

from math import gcd

import numpy as np
from numpy.typing import NDArray

FADING = 0.05  # of the band that both rates can hold, at its upper end
SILENCE = 20  # of these a second lie behind a sound, so that its end is not its start
# Hertz. Rates between are taken for the nearest: nobody hears a change of 0.3 %, and
# a transform of a length that no small number divides takes long.
STEP = 25


def resampled(
    samples: NDArray[np.float32], rate: int, wanted: int
) -> NDArray[np.float32]:
    """Return `samples`, `rate` a second, as `wanted` a second.

    By their spectrum: what only the higher rate can hold is left out, as it would be
    heard as other tones.
    """
    if rate == wanted:
        return samples
    rate = STEP * round(rate / STEP)
    up, down = wanted // gcd(rate, wanted), rate // gcd(rate, wanted)
    # Of so many blocks, both lengths are whole numbers for the same time.
    blocks = -(-(len(samples) + rate // SILENCE) // down)
    before, after = blocks * down, blocks * up
    spectrum = np.fft.rfft(samples, before)[: after // 2 + 1]
    frequencies = np.arange(len(spectrum)) * (rate / before)
    spectrum *= gain(frequencies / (min(rate, wanted) / 2))
    heard = np.fft.irfft(spectrum, after) * (after / before)
    return heard[: round(len(samples) * wanted / rate)].astype(np.float32)


def gain(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much stays of each frequency, given as a share of the highest."""
    rest = np.clip((1 - share) / FADING, 0, 1)
    faded: NDArray[np.float64] = np.sin(rest * (np.pi / 2)) ** 2
    return faded
