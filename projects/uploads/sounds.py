"""Sounds: one channel of 16,000 samples a second, and drawings of it."""

import io
import wave

import numpy as np
from numpy.typing import NDArray

from ..kinds.sounds import RECORDING, SPECTROGRAM, WAVEFORM
from .prepared import Prepared, digest
from .resampling import resampled
from .sound_drawings import draw_spectrogram, draw_waveform
from .sound_files import Samples, decode
from .sound_refusals import LONGEST, SHORTEST, SoundIsSilent, SoundIsTooShort

RATE = 16_000  # samples a second
FULL = 32_768  # levels above silence that a sample of 16 bits has
FAINTEST = 1 / 4096  # Below this, only the microphone's own noise is left.


def read_sound(data: bytes) -> Prepared:
    """Return the three files that a recording is stored as. Raises `BadExample`."""
    levels = listen(data)
    samples = as_samples(levels)
    if np.ptp(samples) < 2 * FAINTEST:
        raise SoundIsSilent
    return Prepared(
        {
            RECORDING: as_wav(levels),
            WAVEFORM: draw_waveform(samples),
            SPECTROGRAM: draw_spectrogram(samples),
        },
        digest(levels.tobytes()),
    )


def hear_sound(data: bytes) -> Samples:
    """Return the samples of a sound, as those of a stored one. Raises `BadExample`."""
    return as_samples(listen(data))


def listen(data: bytes) -> NDArray[np.int16]:
    """Return a sound as it is stored: 16,000 levels of 16 bits a second."""
    samples, rate = decode(data)
    heard = resampled(samples, rate, RATE)[: LONGEST * RATE]
    if len(heard) < SHORTEST * RATE:
        raise SoundIsTooShort
    levels: NDArray[np.int16] = np.round(heard * FULL).clip(-FULL, FULL - 1)
    return levels.astype("<i2")


def as_samples(levels: NDArray[np.int16]) -> Samples:
    return levels.astype(np.float32) / FULL


def as_wav(levels: NDArray[np.int16]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(levels.tobytes())
    return file.getvalue()
