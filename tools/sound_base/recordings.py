"""Recordings of people, where somebody has them: Speech Commands (Warden, 2018)."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from projects.kinds import BadExample
from projects.uploads.sounds import hear_sound
from training.learning.sounds.front_end import WINDOW, Samples

from .speech import middle_of

NOISE = "_background_noise_"
PEOPLE = "people"  # before a word: the same one sounds otherwise when it is synthesised


def recordings_in(
    folder: Path, without: frozenset[str], most: int
) -> Iterator[tuple[str, Samples]]:
    """Yield labels and seconds, up to `most` of each word."""
    for words in sorted(folder.iterdir()):
        if words.is_dir() and words.name not in {NOISE, *without}:
            for file in sorted(words.glob("*.wav"))[:most]:
                try:
                    heard = hear_sound(file.read_bytes())
                except BadExample:
                    continue  # Nobody says anything in it.
                yield f"{PEOPLE} {words.name}", middle_of(heard.astype(np.float64))


def noises_in(folder: Path) -> NDArray[np.float32]:
    """Return seconds of noise, (seconds, 16000), each as loud as can be."""
    seconds = []
    for file in sorted((folder / NOISE).glob("*.wav")):
        samples = long_sound(file)
        count = len(samples) // WINDOW
        seconds += list(samples[: count * WINDOW].reshape(count, WINDOW))
    loud = [second / max(1e-3, np.abs(second).max()) for second in seconds]
    return np.array(loud, np.float32).reshape(-1, WINDOW)


def long_sound(file: Path) -> Samples:
    """Return a sound that may last minutes, which nobody may upload."""
    import soundfile

    samples, _rate = soundfile.read(file, dtype="float32")
    return np.asarray(samples, np.float32)
