"""From samples to what ears look at: windows of a second, and their log-mel pictures.

The same numbers as static/js/learning/sound_front_end.js; tests/sound_features.json
holds both to them. Samples are mono, 16,000 a second, in [-1, 1].
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 16_000  # samples a second
WINDOW = RATE  # samples of which a network hears at once
HOP = WINDOW // 2  # from one window to the next
PEAK = 0.5  # how far every window reaches, however softly it was spoken
FAINT = 1e-3  # so that silence is not made loud

FRAME, STEP = 512, 256  # samples of one column of the picture, and to the next
BEFORE, AFTER = 128, 384  # zeros around a window
FRAMES = (BEFORE + WINDOW + AFTER - FRAME) // STEP + 1  # 63
BANDS = 40
LOWEST, HIGHEST = 60.0, 7_600.0  # hertz
TINY = 1e-6  # power, so that silence has a logarithm

BLOCK = 400  # samples in which loudness is measured, 25 ms
QUIET = 1e-3  # A block with this share of the power of the loudest is silence.

Samples = NDArray[np.float32]
Matrix = NDArray[np.float64]
Edges = NDArray[np.float64]


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


def log_mel(window: NDArray[np.float64]) -> Matrix:
    """Return the picture of a window, (63, 40): how strong each band is, in nats."""
    filled = np.pad(window, (BEFORE, AFTER))
    picture: Matrix = np.log(spectra(filled, FRAME, STEP) @ filters() + TINY)
    return picture


def standardised(picture: Matrix) -> Matrix:
    """Return a picture as a network takes it: mean 0, deviation 1."""
    even: Matrix = (picture - picture.mean()) / (picture.std() + FAINT)
    return even


def spectra(sound: NDArray[np.float64], frame: int, step: int) -> Matrix:
    """Return the powers of overlapping frames, (frames, frame / 2 + 1)."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, frame)[::step]
    spectrum = np.fft.rfft(frames * np.hanning(frame), axis=1)
    powers: Matrix = spectrum.real**2 + spectrum.imag**2
    return powers


@cache
def filters() -> Matrix:
    """Return the triangles of the mel scale, (257, 40); as HTK has it."""
    edges = hertz(np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2))
    return triangles(edges[:-2], edges[1:-1], edges[2:], FRAME)


def triangles(low: Edges, middle: Edges, high: Edges, frame: int) -> Matrix:
    """Return what lets each band through, (frame / 2 + 1, bands); edges in hertz."""
    places = np.arange(frame // 2 + 1)[:, None] * RATE / frame
    rising = (places - low) / (middle - low)
    falling = (high - places) / (high - middle)
    through: Matrix = np.maximum(0, np.minimum(rising, falling))
    return through


def mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))


def hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    frequencies: NDArray[np.float64] = 700 * (10 ** (mels / 2595) - 1)
    return frequencies
