"""The features of a sound: what a network hears, the timbre, and the notes.

The network knows words and hardly hears how high a note is; timbre and notes tell it.
How much each weighs was measured: docs/decisions/0017-ears-of-our-own.md. The same
numbers as static/js/learning/sound_ears.js; tests/sound_features.json holds both to it.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .front_end import BANDS, Matrix, Samples, log_mel, standardised, windows
from .notes import NOTES, notes

# It changes with every number that comes out, but for those of the network.
VERSION = "1"
MORE = 2 * BANDS + NOTES  # features beside those of the network

# How much they weigh beside the network: bands, twice, and notes.
TIMBRE, NOTE = 0.2, 0.5
TINY = 1e-6  # length that no sound has, so that nothing is divided by zero

Row = NDArray[np.float64]
# From pictures (windows, 63, 40, 1) to what it hears in them, (windows, features)
Listen = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def hear(sounds: Sequence[Samples], listen: Listen) -> NDArray[np.float32]:
    """Return features (sounds, features) of sounds of up to 5 s, not normalised."""
    return np.stack([hear_one(samples, listen) for samples in sounds])


def hear_one(samples: Samples, listen: Listen) -> NDArray[np.float32]:
    """Return the mean over all windows, each part of it made equally strong."""
    heard = windows(samples)
    pictures = np.stack([log_mel(window) for window in heard])
    seen = np.stack([standardised(picture) for picture in pictures])
    words = listen(seen[..., None].astype(np.float32)).astype(np.float64)
    strengths = np.stack([notes(window) for window in heard])
    parts = [
        normalised(words.mean(axis=0)),
        TIMBRE * contrast(pictures.mean(axis=1)),  # how strong each band is
        TIMBRE * contrast(pictures.std(axis=1)),  # how much it changes
        NOTE * contrast(strengths),
    ]
    features: NDArray[np.float32] = np.concatenate(parts).astype(np.float32)
    return features


def contrast(rows: Matrix) -> Row:
    """Return what is different between the numbers of a row, of the mean of all."""
    mean = rows.mean(axis=0)
    return normalised(mean - mean.mean())


def normalised(numbers: Row) -> Row:
    row: Row = numbers / max(float(np.sqrt((numbers * numbers).sum())), TINY)
    return row
