"""How strong each note is in a window: what words do without, and melodies are made of.

Sixty semitones from 110 Hz (A2) to 3,322 Hz (G♯7); after Brown (1991), “Calculation of
a constant Q spectral transform”, but from one spectrum. The same numbers as in
static/js/learning/sound_front_end.js.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from .front_end import RATE, Matrix

FRAME, STEP = 4096, 1024  # samples: long enough to tell one note from the next
FIRST_NOTE, NOTES = 110.0, 60  # hertz, and how many semitones from there


def notes(window: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how strong each note is, (60,), as the ear grows used to it."""
    filled = np.pad(window, FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(filled, FRAME)[::STEP]
    amplitudes = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1))
    strengths: NDArray[np.float64] = np.sqrt((amplitudes @ filters()).mean(axis=0))
    return strengths


@cache
def filters() -> Matrix:
    """Return a triangle for each note, (2049, 60), no narrower than the spectrum is."""
    edges = FIRST_NOTE * 2 ** (np.arange(-1, NOTES + 1) / 12)
    width = RATE / FRAME
    middle = edges[1:-1]
    low = np.minimum(edges[:-2], middle - width)
    high = np.maximum(edges[2:], middle + width)
    places = np.arange(FRAME // 2 + 1)[:, None] * width
    rising, falling = (places - low) / (middle - low), (high - places) / (high - middle)
    triangles: Matrix = np.maximum(0, np.minimum(rising, falling))
    return triangles
