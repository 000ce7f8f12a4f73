"""Ask what to train from, and train."""

import argparse
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

from .making import make_base  # noqa: E402 (needs the settings)


def main() -> None:
    parser = argparse.ArgumentParser("tools.sound_base")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speech-commands", type=Path)
    parser.add_argument("--without", default="", help="words, with commas between")
    parser.add_argument("--takes", type=int, default=20, help="of every word")
    parser.add_argument("--recordings", type=int, default=300, help="of every word")
    parser.add_argument("--epochs", type=int, default=40)
    asked = parser.parse_args()
    make_base(
        asked.folder,
        without=frozenset(filter(None, asked.without.split(","))),
        takes=asked.takes,
        epochs=asked.epochs,
        speech_commands=asked.speech_commands,
        recordings=asked.recordings,
    )


if __name__ == "__main__":
    main()
