"""Write tests/regression.json, which browsers and Python agree with.

    .venv/bin/python -m tools.regression_vectors

Run it when learning to predict numbers changes.
"""

import json
import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

from tests.training.regression_vectors import (  # noqa: E402 (needs the settings)
    ASKED,
    learnt,
    lessons,
)
from training.learning.regression.chance import Chance  # noqa: E402 (needs them, too)

FILE = Path(__file__).resolve().parent.parent / "tests" / "regression.json"
SEED = 4_000_000_000  # More than half of all, where signs matter.


def main() -> None:
    parts = {
        "seed": SEED,
        "random": Chance(SEED).take(5).tolist(),
        "order": Chance(SEED).order(9).tolist(),
        "asked": ASKED,
    }
    for name, lesson in lessons().items():
        parts |= {name: lesson, f"{name}_learnt": learnt(lesson)}
    lines = [f'"{name}": {json.dumps(part)}' for name, part in parts.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
