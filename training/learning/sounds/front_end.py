"""From samples to what ears look at: windows of a second, and their log-mel pictures.

The same numbers as static/js/learning/sound_front_end.js; tests/sound_features.json
holds both to them. Samples are mono, 16,000 a second, in [-1, 1].
"""

import numpy as np
from numpy.typing import NDArray

from projects.uploads.mel import AFTER, BANDS, BEFORE, FRAME, RATE, STEP, log_mel

__all__ = ["BANDS", "FRAMES", "RATE", "WINDOW", "log_mel", "standardised", "windows"]

WINDOW = RATE  # samples of which a network hears at once
HOP = WINDOW // 2  # from one window to the next
PEAK = 0.5  # how far every window reaches, however softly it was spoken
FAINT = 1e-3  # so that silence is not made loud

FRAMES = (BEFORE + WINDOW + AFTER - FRAME) // STEP + 1  # columns of the picture: 63

BLOCK = 400  # samples in which loudness is measured, 25 ms
QUIET = 1e-3  # A block with this share of the power of the loudest is silence.

Samples = NDArray[np.float32]
Matrix = NDArray[np.float64]


def windows(samples: Samples) -> Matrix:
    """Return what there is to hear, (windows, 16000), each with the same peak.

    A second around the middle of the sound where it is short; else from its first to
    its last loud moment, in steps of half a second.
    """
    sound = np.asarray(samples, np.float64)
    start, end = active(sound)
    if end - start <= WINDOW:
        middle = start + centre(sound[start:end])
        starts = [middle - WINDOW // 2]
    else:
        count = -(-(end - start - WINDOW) // HOP) + 1
        last = end - WINDOW
        starts = [min(start + place * HOP, last) for place in range(count)]
    return np.stack([with_same_peak(cut(sound, start)) for start in starts])


def active(sound: NDArray[np.float64]) -> tuple[int, int]:
    """Return where a sound begins and ends: all of it, if it is not over a second."""
    if len(sound) <= WINDOW:
        return 0, len(sound)
    powers = powers_of(sound)
    loud = np.flatnonzero(powers > QUIET * powers.max())
    if not len(loud):
        return 0, len(sound)
    return int(loud[0]) * BLOCK, min((int(loud[-1]) + 1) * BLOCK, len(sound))


def powers_of(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean power of every block of 25 ms."""
    edges = np.arange(0, len(sound), BLOCK)
    sums: NDArray[np.float64] = np.add.reduceat(sound * sound, edges)
    means: NDArray[np.float64] = sums / np.diff(np.append(edges, len(sound)))
    return means


def centre(sound: NDArray[np.float64]) -> int:
    """Return the sample around which the energy of a sound lies."""
    power = sound * sound
    total = power.sum()
    if total == 0:
        return len(sound) // 2
    return int(np.floor((power * np.arange(len(sound))).sum() / total + 0.5))


def cut(sound: NDArray[np.float64], start: int) -> NDArray[np.float64]:
    """Return a window from `start`, with zeros where there is no sound."""
    window = np.zeros(WINDOW)
    first, last = max(start, 0), min(start + WINDOW, len(sound))
    window[first - start : last - start] = sound[first:last]
    return window


def with_same_peak(window: NDArray[np.float64]) -> NDArray[np.float64]:
    louder: NDArray[np.float64] = window / (np.abs(window).max() + FAINT) * PEAK
    return louder


def standardised(picture: Matrix) -> Matrix:
    """Return a picture as a network takes it: mean 0, deviation 1."""
    even: Matrix = (picture - picture.mean()) / (picture.std() + FAINT)
    return even
