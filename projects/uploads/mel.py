"""How strong each tone of a sound is, as ears divide tones: the log-mel picture.

The spectrograms of recordings show it, and computers learn from it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 16_000  # samples a second
FRAME, STEP = 512, 256  # samples of one column, and to the next
BEFORE, AFTER = 128, 384  # zeros around a sound
BANDS = 40
LOWEST, HIGHEST = 60.0, 7_600.0  # hertz
TINY = 1e-6  # power, so that silence has a logarithm

Matrix = NDArray[np.float64]


def log_mel(samples: Matrix) -> Matrix:
    """Return the picture of a sound, (columns, 40): how strong each band is, in nats.

    A second has 63 columns. `samples` are in [-1, 1], 16,000 a second, 128 at least.
    """
    filled = np.concatenate([np.zeros(BEFORE), samples, np.zeros(AFTER)])
    frames = np.lib.stride_tricks.sliding_window_view(filled, FRAME)[::STEP]
    spectrum = np.fft.rfft(frames * np.hanning(FRAME), axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    picture: Matrix = np.log(power @ filters() + TINY)
    return picture


@cache
def filters() -> Matrix:
    """Return the triangles of the mel scale, (257, 40): O'Shaughnessy, 1987."""
    edges = hertz(np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2))
    places = np.arange(FRAME // 2 + 1)[:, None] * RATE / FRAME
    rising = (places - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - places) / (edges[2:] - edges[1:-1])
    triangles: Matrix = np.maximum(0, np.minimum(rising, falling))
    return triangles


def mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))


def hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    frequencies: NDArray[np.float64] = 700 * (10 ** (mels / 2595) - 1)
    return frequencies
