"""Words as a speech synthesiser says them: nobody's voice, and always the same."""

import shutil
import subprocess
import wave
from io import BytesIO
from typing import Any
from unittest import SkipTest

import numpy as np

from tests.projects.sounds import RATE, Samples, noise

VOICES = ["en-us", "en-gb", "en-us+f2", "en-gb+f4", "en-us+m3"]
LOUDEST = 0.5


def speak(
    text: str, voice: str = "en-us", pitch: int = 50, speed: int = 150
) -> Samples:
    """Return a text, spoken; `pitch` is from 0 to 99, `speed` in words a minute."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise SkipTest("This test needs espeak-ng (Debian: apt-get install espeak-ng).")
    about = ["-v", voice, "-p", str(pitch), "-s", str(speed), "--stdout"]
    spoken = subprocess.run(
        [program, *about, text], check=True, capture_output=True, timeout=30
    )
    return read_wav(spoken.stdout)


def said(text: str, seconds: float, seed: int = 1, **voice: Any) -> Samples:
    """Return a text in the middle of a quiet room, for as long as wanted."""
    room = noise(seconds, seed, 0.002)
    words = speak(text, **voice)[: len(room)]
    start = (len(room) - len(words)) // 2
    room[start : start + len(words)] += words
    return room


def read_wav(data: bytes) -> Samples:
    with wave.open(BytesIO(data)) as reader:
        rate = reader.getframerate()
        # What is piped says nothing true about its length: all that came is read.
        levels = np.frombuffer(reader.readframes(reader.getnframes()), "<i2")
    samples = levels.astype(np.float32) / 32_768
    times = np.arange(int(len(samples) * RATE / rate)) / RATE
    heard = np.interp(times, np.arange(len(samples)) / rate, samples)
    return np.asarray(heard / max(1e-6, np.abs(heard).max()) * LOUDEST, np.float32)
