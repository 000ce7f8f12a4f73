"""How long the server listens to what is sent as a sound, an hour of it included.

    .venv/bin/python -m benchmarks.sound_uploads

Prints a table: each file, the processor time that reading it takes, and what is said.
"""

import logging
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()
logging.disable(logging.CRITICAL)

import numpy as np  # noqa: E402

from projects.kinds import BadExample  # noqa: E402
from projects.uploads import read_sound  # noqa: E402
from tests.projects.sounds import encode, note, tone, wav  # noqa: E402

ROUNDS = 20
HOUR, LOW_RATE = 3600, 8000


def files() -> dict[str, bytes]:
    """Return what is sent; the hours are silent, so that they fit into 8 MB."""
    hour = np.zeros(HOUR * LOW_RATE, np.float32)
    return {
        "1 s as browsers record it, WAV": wav(note(440)),
        "5 s, 48 kHz, stereo, WAV": wav(tone(440, 5, 48_000), 48_000, 2),
        "5 s, 44.1 kHz, stereo, MP3": encode(
            tone(440, 5, 44_100), "MP3", None, 44_100, 2
        ),
        "5 s, 192 kHz, WAV": wav(tone(440, 5, 192_000), 192_000),
        "an hour, Ogg Vorbis": encode(hour, "OGG", "VORBIS", LOW_RATE),
        "an hour, Ogg Opus": encode(hour, "OGG", "OPUS", LOW_RATE),
        "an hour, MP3": encode(hour, "MP3", None, LOW_RATE),
        "an hour, FLAC": encode(hour, "FLAC", "PCM_16", LOW_RATE),
        "an hour, WAV": wav(hour, LOW_RATE),
    }


def answer(data: bytes) -> str:
    try:
        read_sound(data)
    except BadExample as refusal:
        return str(refusal)
    return "stored"


def measure(data: bytes) -> tuple[float, str]:
    """Return milliseconds of processor time, and what is said."""
    started = time.process_time()
    for _round in range(ROUNDS):
        said = answer(data)
    return 1000 * (time.process_time() - started) / ROUNDS, said


def main() -> None:
    sent = files()
    answer(sent["1 s as browsers record it, WAV"])  # What is loaded once.
    sys.stdout.write("| file | size | time | answer |\n|---|---|---|---|\n")
    for name, data in sent.items():
        taken, said = measure(data)
        size = f"{len(data) / 1e6:.2f} MB"
        sys.stdout.write(f"| {name} | {size} | {taken:.1f} ms | {said} |\n")


if __name__ == "__main__":
    main()
