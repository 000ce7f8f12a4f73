"""Recordings for benchmarks: words that a speech synthesiser says, in a quiet room."""

from tests.projects.sounds import Samples, noise, wav
from tests.speech import VOICES, said


def recording_of(word: str, place: int, seconds: float = 1) -> Samples:
    """Return a word, said otherwise in each place; no word: the noise of a room."""
    if not word:
        return noise(seconds, seed=place)
    pitch, speed = 20 + 7 * (place % 10), 130 + 10 * (place % 6)
    voice = VOICES[place % len(VOICES)]
    return said(word, seconds, seed=place, voice=voice, pitch=pitch, speed=speed)


def write_recording(samples: Samples) -> bytes:
    """Return the file of a recording, as a microphone's page sends it."""
    return wav(samples)
