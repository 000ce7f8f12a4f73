"""Sounds of all sorts, made on the spot: such as microphones and programs give them."""

import wave
from io import BytesIO

import numpy as np
import soundfile
from numpy.typing import NDArray

RATE = 16_000  # samples a second
Samples = NDArray[np.float32]  # between -1 and 1


def tone(pitch: float = 440, seconds: float = 1, rate: int = RATE) -> Samples:
    """Return a tone of `pitch` hertz, as loud as somebody who whistles nearby."""
    times = np.arange(round(seconds * rate)) / rate
    return np.asarray(0.5 * np.sin(2 * np.pi * pitch * times), np.float32)


def noise(
    seconds: float = 1, seed: int = 1, loudness: float = 0.02, rate: int = RATE
) -> Samples:
    """Return what a room sounds like, another for each seed."""
    chance = np.random.default_rng(seed)
    return (loudness * chance.standard_normal(round(seconds * rate))).astype(np.float32)


def note(pitch: float, seed: int = 1, seconds: float = 1) -> Samples:
    """Return a tone with its overtones in a room, played a little otherwise each time.

    It begins and ends softly, and lasts about half of `seconds`.
    """
    chance = np.random.default_rng(seed)
    played = pitch * chance.uniform(0.98, 1.02)
    length = round(seconds * RATE)
    times = np.arange(length) / RATE
    heard = sum(np.sin(2 * np.pi * played * n * times) / n for n in (1, 2, 3))
    start = chance.uniform(0.1, 0.4) * seconds
    swell = np.clip(np.minimum(times - start, start + seconds / 2 - times) * 20, 0, 1)
    loud = chance.uniform(0.2, 0.4)
    return np.asarray(loud * swell * heard, np.float32) + noise(seconds, seed, 0.003)


def wav(samples: Samples, rate: int = RATE, channels: int = 1) -> bytes:
    """Return a WAV file of 16 bits, the same in each of its channels."""
    levels = np.clip(np.round(samples * 32_768), -32_768, 32_767).astype("<i2")
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(np.repeat(levels, channels).tobytes())
    return file.getvalue()


def encode(
    samples: Samples,
    form: str,
    coding: str | None = None,
    rate: int = RATE,
    channels: int = 1,
) -> bytes:
    """Return a file of any kind, the same in each of its channels."""
    file = BytesIO()
    frames = np.repeat(samples[:, None], channels, axis=1)
    with soundfile.SoundFile(file, "w", rate, channels, coding, format=form) as writer:
        # Its encoders of MP3 and Ogg fail at very much at once.
        for start in range(0, len(frames), rate):
            writer.write(frames[start : start + rate])
    return file.getvalue()


def changed(data: bytes, place: int, content: bytes) -> bytes:
    """Return a file that says something else at `place`, such as in its header."""
    return data[:place] + content + data[place + len(content) :]
