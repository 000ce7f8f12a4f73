"""Words as a synthesiser says them: many voices, high and low, fast and slow."""

import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from os import cpu_count
from typing import Self
from wave import open as open_wave

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from training.learning.sounds.front_end import RATE, WINDOW, Samples, centre, cut

from .words import VARIANTS, voices_of

PROGRAM = "espeak-ng"
PATIENCE = 30  # seconds
SHORTEST = 0.05  # seconds: less was no word
# What a shorter throat does to a voice: pitch and timbre rise together.
CHILDREN = (1.15, 1.45)
HOW_MANY_CHILDREN = 0.35


@dataclass(frozen=True)
class Take:
    """One way to say a word: `size` is 1 for adults, and more for children."""

    language: str
    word: str
    voice: str
    pitch: int
    speed: int
    size: float

    @classmethod
    def by_chance(cls, language: str, word: str, chance: np.random.Generator) -> Self:
        variant = str(chance.choice(VARIANTS))
        voice = str(chance.choice(voices_of(language)))
        is_child = chance.random() < HOW_MANY_CHILDREN
        return cls(
            language=language,
            word=word,
            voice=f"{voice}+{variant}" if variant else voice,
            pitch=int(chance.integers(20, 96)),
            speed=int(chance.integers(100, 200)),
            size=float(chance.uniform(*CHILDREN)) if is_child else 1.0,
        )

    @property
    def label(self) -> str:
        """Words that are written alike in two languages are two."""
        return f"{self.language} {self.word}"


def speak_all(takes: Iterable[Take]) -> Iterator[tuple[str, Samples]]:
    """Yield labels, and a second of each word that the synthesiser could say."""
    takes = list(takes)
    with ThreadPoolExecutor(cpu_count()) as threads:
        for take, second in zip(takes, threads.map(speak, takes), strict=True):
            if second is not None:
                yield take.label, second


def speak(take: Take) -> Samples | None:
    """Return a second of a word, or None where the synthesiser said nothing."""
    about = ["-v", take.voice, "-p", str(take.pitch), "-s", str(take.speed)]
    told = subprocess.run(
        [PROGRAM, *about, "--stdout", take.word],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    sound = as_samples(told.stdout, take.size)
    return None if len(sound) < SHORTEST * RATE else middle_of(sound)


def as_samples(data: bytes, size: float) -> NDArray[np.float64]:
    """Return what a WAV file says, 16,000 samples a second, as of a smaller throat."""
    if not data:
        return np.zeros(0)
    with open_wave(BytesIO(data)) as file:
        rate = file.getframerate()
        levels = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    step = 100  # so that the fraction stays small
    up, down = round(RATE / step / size), round(rate / step)
    return np.asarray(resample_poly(levels / 32_768, up, down))


def middle_of(sound: NDArray[np.float64]) -> Samples:
    return cut(sound, centre(sound) - WINDOW // 2).astype(np.float32)
