"""Write tests/sound_features.json, which browsers agree with.

    .venv/bin/python -m tools.sound_vectors

Run it when what is heard changes, and give it another VERSION in
training/learning/sounds/hearing.py: models made with the former one are of no use any
more.
"""

import json
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

from tests.training.made_sounds import MADE, make_sound  # noqa: E402 (needs settings)
from training.learning.sounds.bases import current_base  # noqa: E402

FILE = Path(__file__).resolve().parent.parent / "tests" / "sound_features.json"
DIGITS = 6


def main() -> None:
    heard = current_base().features([make_sound(name) for name in MADE])
    rows = [
        f'"{name}": {json.dumps([round(float(number), DIGITS) for number in numbers])}'
        for name, numbers in zip(MADE, heard, strict=True)
    ]
    content = ",\n".join(rows)
    FILE.write_text(f"{{\n{content}\n}}\n")


if __name__ == "__main__":
    main()
