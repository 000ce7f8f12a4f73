"""The same word said elsewhere: earlier, slower, in a room, beside noise."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from training.learning.sounds.front_end import (
    RATE,
    WINDOW,
    Samples,
    log_mel,
    standardised,
    with_same_peak,
)

Chance = np.random.Generator
Sound = NDArray[np.float64]

FURTHEST = round(0.15 * RATE)  # from where it was
TEMPO = (0.85, 1.2)
LOUD = (-0.5, 0.3)  # powers of ten
NOISY = (-2.5, -0.5)  # the same, of the noise beside it
BLANK = (12, 4)  # moments and bands of a picture that are hidden, at most


def picture_of(second: Samples, noises: NDArray[np.float32], chance: Chance) -> Sound:
    """Return the picture (63, 40) of a second, changed by chance."""
    sound = np.asarray(second, np.float64)
    if chance.random() < 0.6:
        sound = at_another_tempo(sound, chance)
    if chance.random() < 0.4:
        sound = in_a_room(sound, chance)
    sound = moved(sound, int(chance.integers(-FURTHEST, FURTHEST + 1)))
    sound = with_same_peak(sound) * 10 ** chance.uniform(*LOUD)
    if chance.random() < 0.8:
        sound = sound + noise(noises, chance) * 10 ** chance.uniform(*NOISY)
    picture = standardised(log_mel(with_same_peak(sound)))
    return picture if chance.random() < 0.5 else partly_hidden(picture, chance)


def moved(sound: Sound, by: int) -> Sound:
    after = np.roll(sound, by)
    if by > 0:
        after[:by] = 0
    elif by < 0:
        after[by:] = 0
    return after


def at_another_tempo(sound: Sound, chance: Chance) -> Sound:
    """Return the middle of a sound that is played slower and lower, or the opposite."""
    length = round(len(sound) * chance.uniform(*TEMPO))
    places = np.linspace(0, len(sound) - 1, length)
    stretched = np.interp(places, np.arange(len(sound)), sound)
    if length >= WINDOW:
        return stretched[(length - WINDOW) // 2 :][:WINDOW]
    before = (WINDOW - length) // 2
    return np.asarray(np.pad(stretched, (before, WINDOW - length - before)))


def in_a_room(sound: Sound, chance: Chance) -> Sound:
    length = int(chance.integers(200, 1600))
    fall = np.exp(-np.arange(length) / (length / 5))
    echo = chance.standard_normal(length) * fall
    echo[0] += 3
    return np.asarray(np.convolve(sound, echo)[:WINDOW])


def noise(noises: NDArray[np.float32], chance: Chance) -> Sound:
    """Return a second of noise that was recorded, or hiss and rumble."""
    if len(noises) and chance.random() < 0.7:
        return np.asarray(noises[chance.integers(len(noises))], np.float64)
    hiss = lfilter([1], [1, -chance.uniform(0, 0.97)], chance.standard_normal(WINDOW))
    return np.asarray(hiss / np.abs(hiss).max())


def partly_hidden(picture: Sound, chance: Chance) -> Sound:
    """Park et al. (2019), “SpecAugment”: no moment and no band is needed alone."""
    hidden = picture.copy()
    for axis, most in enumerate(BLANK):
        length = int(chance.integers(1, most + 1))
        start = int(chance.integers(0, picture.shape[axis] - length))
        some: list[slice] = [slice(None), slice(None)]
        some[axis] = slice(start, start + length)
        hidden[tuple(some)] = 0
    return hidden
