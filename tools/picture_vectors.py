"""Write tests/simple_eyes.json and tests/head.json, which browsers agree with.

    .venv/bin/python -m tools.picture_vectors

Run it when simple eyes change, and give them another ID: models made with the former
ones are of no use any more.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

import numpy as np  # noqa: E402 (needs the settings, as all that follow)

from tests.training.pictures import NAMES, make_picture  # noqa: E402
from training.learning.heads.head import Head  # noqa: E402
from training.learning.images import simple_eyes  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "tests"
FEATURES, LABELS, PICTURES = 6, 3, 4


def main() -> None:
    eyes = {name: simple_eyes.look(make_picture(name)[None])[0] for name in NAMES}
    lines = [f'"{name}": {short(numbers, 6)}' for name, numbers in eyes.items()]
    write("simple_eyes.json", lines)
    write("head.json", head_lines())


def head_lines() -> list[str]:
    """Return a head made by chance, features, and what it says of them."""
    chance = np.random.default_rng(4)
    kernel = chance.normal(0, 3, (FEATURES, LABELS)).astype(np.float32)
    bias = np.array([0.5, -1, -100], np.float32)
    features = chance.uniform(0, 6, (PICTURES, FEATURES)).astype(np.float32)
    features[-1] = 0  # It sees nothing.
    told = Head(kernel, bias, "small").confidences(features)
    arrays = {"kernel": kernel, "features": features, "confidences": told}
    rows = [
        f'"{name}": [{", ".join(short(row, 9) for row in array)}]'
        for name, array in arrays.items()
    ]
    return [*rows, f'"bias": {short(bias, 9)}']


def short(numbers: Iterable[float], digits: int) -> str:
    return json.dumps([round(float(number), digits) for number in numbers])


def write(name: str, lines: list[str]) -> None:
    content = ",\n".join(lines)
    (FOLDER / name).write_text(f"{{\n{content}\n}}\n")


if __name__ == "__main__":
    main()
