"""Sounds made by formulas, the same as in tests/js/made_sounds.js."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Times = NDArray[np.float64]


def word(times: Times) -> Times:
    """A voice that glides, for half a second of one."""
    loud = np.maximum(0, np.sin(2 * np.pi * (times - 0.2)) * (times < 0.7))
    phase = 2 * np.pi * (140 * times + 60 * times**2)
    parts = [np.sin(phase * part) / part for part in range(1, 9)]
    return np.asarray(0.3 * loud * np.sum(parts, axis=0))


def melody(times: Times) -> Times:
    """Notes of a quarter of a second each, higher and higher, between silences."""
    inside = (times > 0.5) & (times < 2.75)
    note = 262 * 2 ** (np.floor(times * 4) / 12)
    return np.asarray(0.4 * inside * np.sin(2 * np.pi * note * times))


def noise(times: Times) -> Times:
    """What never repeats, by whole numbers that both languages have."""
    state, numbers = 1, np.zeros(len(times))
    for place in range(len(times)):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        numbers[place] = state / 2**30 - 1
    return 0.05 * numbers


def click(times: Times) -> Times:
    return np.where(times == 0.0625, 0.9, np.where(times == 0.125, -0.5, 0.0))


MADE: dict[str, tuple[float, Callable[[Times], Times]]] = {
    "word": (1, word),
    "melody": (3.3, melody),
    "noise": (5, noise),
    "click": (0.2, click),
    "silence": (1, np.zeros_like),
}


def make_sound(name: str) -> NDArray[np.float32]:
    """Return samples, mono, 16,000 a second."""
    seconds, formula = MADE[name]
    return formula(np.arange(round(seconds * RATE)) / RATE).astype(np.float32)
