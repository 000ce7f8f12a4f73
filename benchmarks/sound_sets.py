"""Sounds made on the spot, each a little otherwise: notes, claps, whistles, words."""

import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from shutil import which
from wave import open as open_wave

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, resample_poly

from training.learning.sounds.front_end import RATE, Samples

from .sound_accuracy_parts import Sounds

EACH = 30  # sounds of every label
FIRST_NOTE, NOTES = 261.63, 8  # hertz, and how many semitones from there
WORDS = ("yes", "no", "up", "down")
VOICES = ("en-us", "en-gb", "en-gb-scotland", "en-029")
VARIANTS = ("", "+m1", "+m3", "+m5", "+f1", "+f2", "+f4")

Chance = np.random.Generator
Sound = NDArray[np.float64]


def made_sets() -> Iterator[Sounds]:
    yield Sounds.of("plucked notes", list(notes(np.random.default_rng(1))))
    yield Sounds.of("claps, whistles, drums", list(noises(np.random.default_rng(2))))
    if which("espeak-ng"):
        words = list(words_and_background(np.random.default_rng(3)))
        yield Sounds.of("spoken words, background", words)


def notes(chance: Chance) -> Iterator[tuple[str, Samples]]:
    """Yield a string that is plucked, a semitone apart, out of tune, somewhere else."""
    for note in range(NOTES):
        for _ in range(EACH):
            pitch = FIRST_NOTE * 2 ** ((note + chance.normal(0, 0.12)) / 12)
            yield str(note), in_room(plucked(pitch, chance), chance)


def plucked(pitch: float, chance: Chance) -> Sound:
    """Return a tone whose higher parts die away sooner."""
    times = np.arange(round(RATE * chance.uniform(0.4, 0.95))) / RATE
    place, bright = chance.uniform(0.1, 0.5), chance.uniform(0.4, 1.5)
    fading = chance.uniform(1.2, 5)
    sound = np.zeros(len(times))
    for part in range(1, int(7000 / pitch)):
        strength = abs(np.sin(np.pi * part * place)) * chance.lognormal(0, 0.7)
        stiff = np.sqrt(1 + 1e-4 * part**2)
        wave = np.sin(2 * np.pi * part * pitch * stiff * times + chance.uniform(0, 6))
        fall = np.exp(-times * fading * (1 + 0.25 * part))
        sound += strength / part**bright * wave * fall
    return sound


def noises(chance: Chance) -> Iterator[tuple[str, Samples]]:
    makers: dict[str, Callable[[], Sound]] = {
        "clap": lambda: clap(chance),
        "two claps": lambda: np.concatenate([clap(chance), clap(chance)]),
        "whistle up": lambda: whistle(900, 1800, chance),
        "whistle down": lambda: whistle(1800, 900, chance),
        "whistle": lambda: whistle(1300, 1300, chance),
        "drum": lambda: drum(chance),
        "shaker": lambda: fading_noise(chance.integers(3000, 9000), 4, chance),
    }
    for label, make in makers.items():
        for _ in range(EACH):
            yield label, in_room(make(), chance)


def clap(chance: Chance) -> Sound:
    band = butter(2, [chance.uniform(0.06, 0.12), chance.uniform(0.4, 0.7)], "band")
    sound = np.zeros(chance.integers(2800, 4000))
    length = chance.integers(600, 2000)
    sound[:length] = lfilter(*band, fading_noise(length, 6, chance))
    return sound


def fading_noise(length: int, fading: float, chance: Chance) -> Sound:
    fall = np.exp(-fading * np.arange(length) / length)
    return np.asarray(np.diff(chance.standard_normal(length), prepend=0) * fall)


def whistle(low: float, high: float, chance: Chance) -> Sound:
    length = round(RATE * chance.uniform(0.35, 0.9))
    pitch = np.linspace(low, high, length) * 2 ** chance.normal(0, 0.2)
    breath = 0.05 * chance.standard_normal(length)
    swell = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / 600)
    return np.asarray((np.sin(2 * np.pi * np.cumsum(pitch) / RATE) + breath) * swell)


def drum(chance: Chance) -> Sound:
    times = np.arange(chance.integers(3000, 8000)) / RATE
    pitch = chance.uniform(60, 120) * (times + 0.02 * np.exp(-20 * times))
    fall = np.exp(-times * chance.uniform(8, 16))
    return np.asarray(np.sin(2 * np.pi * pitch) * fall)


def words_and_background(chance: Chance) -> Iterator[tuple[str, Samples]]:
    for word in WORDS:
        for _ in range(EACH):
            yield word, in_room(spoken(word, chance), chance)
    for _ in range(EACH):
        room = background(RATE, chance) * 10 ** chance.uniform(-3.5, -1.2)
        yield "background", room.astype(np.float32)


def spoken(word: str, chance: Chance) -> Sound:
    """Return a word of a synthesiser, without the silence around it."""
    voice = chance.choice(VOICES) + chance.choice(VARIANTS)
    speed, pitch = str(chance.integers(120, 200)), str(chance.integers(20, 95))
    told = ["espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "--stdout", word]
    made = subprocess.run(told, capture_output=True, check=True, timeout=30).stdout
    with open_wave(BytesIO(made)) as file:
        rate = file.getframerate()
        levels = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    sound = resample_poly(levels / 32_768, RATE // 50, rate // 50)
    loud = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    return np.asarray(sound[loud[0] : loud[-1] + 1])


def in_room(sound: Sound, chance: Chance) -> Samples:
    """Return a second with the sound somewhere in it, its echo, and the room."""
    length = chance.integers(200, 3000)
    echo = fading_noise(length, 5, chance)
    echo[0] += 4
    heard = np.convolve(sound, echo)[: min(len(sound) + length, RATE)]
    start = chance.integers(0, RATE - len(heard) + 1)
    second = background(RATE, chance) * 10 ** chance.uniform(-3.5, -1.7)
    loud = 10 ** chance.uniform(-1.3, -0.05) / np.abs(heard).max()
    second[start : start + len(heard)] += loud * heard
    return second.astype(np.float32)


def background(length: int, chance: Chance) -> Sound:
    """Return hiss, rumble or hum, as loud as can be."""
    hiss = chance.standard_normal(length)
    kind = chance.integers(3)
    if kind == 1:
        hiss = lfilter([1], [1, -0.97], hiss)
    elif kind == 2:
        times = np.arange(length) / RATE
        mains = 2 * np.pi * chance.choice([50, 60]) * times
        hiss = 0.3 * hiss + sum(np.sin(part * mains) / part for part in range(1, 6))
    return np.asarray(hiss / np.abs(hiss).max())
