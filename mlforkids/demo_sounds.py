"""Sounds of the demo, made by the computer: what children may play, and their room."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from projects.uploads.sounds import FULL, RATE, as_wav

Sound = NDArray[np.float64]
Chance = np.random.Generator
Play = Callable[[Sound, Chance], Sound]

EACH = 10  # recordings of everything
ROOM = 0.004  # how loud it is when nobody plays


def sounds_of(name: str) -> Iterator[bytes]:
    """Yield recordings of a second as WAV, the same ones every time."""
    times = np.arange(RATE) / RATE
    for number in range(EACH):
        chance = np.random.default_rng([number, *name.encode()])
        played = PLAYED[name](times, chance) if name in PLAYED else 0
        heard = played + room(chance)
        yield as_wav((heard.clip(-1, 1) * (FULL - 1)).round().astype("<i2"))


def whistle(times: Sound, chance: Chance) -> Sound:
    """Return a tone that slides up or down, and trembles a little."""
    pitch, slide = chance.uniform(1100, 2000), chance.uniform(-400, 400)
    tremble = 15 * np.sin(2 * np.pi * 6 * times)
    turns = np.cumsum(pitch + slide * times + tremble) / RATE
    length = chance.uniform(0.4, 0.7)
    loudness = swell(times - chance.uniform(0.05, 0.25), length)
    sound: Sound = chance.uniform(0.2, 0.5) * np.sin(2 * np.pi * turns) * loudness
    return sound


def drum(times: Sound, chance: Chance) -> Sound:
    """Return two or three beats, each a low tone that falls and dies away."""
    return sum((beat(times - start, chance) for start in beats(chance)), np.zeros(RATE))


def beat(times: Sound, chance: Chance) -> Sound:
    since = np.maximum(times, 0)
    turns = chance.uniform(75, 110) * since + 6 * (1 - np.exp(-since * 30))
    skin = np.sin(2 * np.pi * turns) * np.exp(-since * 12)
    stick = chance.standard_normal(RATE) * np.exp(-since * 150) * 0.3
    sound: Sound = chance.uniform(0.4, 0.7) * (skin + stick) * (times >= 0)
    return sound


def shaker(times: Sound, chance: Chance) -> Sound:
    """Return short hisses, as of rice in a box."""
    hiss = np.diff(chance.standard_normal(RATE + 1))
    shakes = [
        np.exp(-np.square((times - start - 0.03) / 0.025)) for start in beats(chance, 5)
    ]
    sound: Sound = chance.uniform(0.1, 0.2) * hiss * np.sum(shakes, axis=0)
    return sound


def beats(chance: Chance, most: int = 3) -> Sound:
    """Return when something is hit, in seconds, in an even rhythm."""
    count = int(chance.integers(2, most + 1))
    return (
        chance.uniform(0.02, 0.1) + np.arange(count) * chance.uniform(0.7, 0.9) / count
    )


def swell(times: Sound, length: float) -> Sound:
    """Return how loud it is: softly on and off again, for `length` seconds."""
    return np.clip(np.minimum(times, length - times) * 25, 0, 1)


def room(chance: Chance) -> Sound:
    """Return the noise of a room: more of low tones, and the hum of a lamp."""
    steps = chance.standard_normal(RATE)
    rumble = np.convolve(steps, np.full(16, 1 / 4), "same")
    hum = 0.5 * np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE + chance.uniform(0, 6))
    sound: Sound = chance.uniform(0.5, 1.5) * ROOM * (rumble + hum)
    return sound


PLAYED: dict[str, Play] = {"whistle": whistle, "drum": drum, "shaker": shaker}
