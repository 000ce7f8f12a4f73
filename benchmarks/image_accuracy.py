"""How good a picture model is with few examples, next to what children's tools do.

    .venv/bin/python -m benchmarks.image_accuracy --data <folder> [--base <folder>]
        [--yardstick <folder>] [--draws 8]

Prints a Markdown table: share of right answers on all the other pictures, the mean of
some random draws. `data` has one folder for each set, and in it one for each label;
pictures go the way of those that are uploaded. Ours is what the worker learns, with the
base of the settings or the one in `base`, and with simple eyes. The yardstick is what
children's tools do on a MobileNet that was cut off: dense layers on all of its last
activations, Adam at 1e-4. It runs if the folder with that network is named.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

import numpy as np

from training.learning.images import bases
from training.learning.networks.topology import read_blueprint

from .image_accuracy_parts import Method, Pictures, method_of, yardstick
from .timing import say

PER_LABEL = (5, 10, 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--yardstick", type=Path)
    parser.add_argument("--draws", type=int, default=8)
    asked = parser.parse_args()
    methods = _methods(asked.base, asked.yardstick)
    say(f"| set | a label | {' | '.join(methods)} |")
    say("|---" * (len(methods) + 2) + "|")
    means = defaultdict(list)
    for pictures in Pictures.of_folders(asked.data):
        ready = [method(pictures) for method in methods.values()]
        for per_label in filter(pictures.has_enough, PER_LABEL):
            draws = [pictures.draw(per_label, seed) for seed in range(asked.draws)]
            shares = [fmean(share(*draw) for draw in draws) for share in ready]
            means[per_label].append(shares)
            say(f"| {pictures.name} | {per_label} | {_row(shares)} |")
    for per_label, rows in means.items():
        say(f"| **mean** | {per_label} | {_row(np.mean(rows, axis=0).tolist())} |")


def _methods(base: Path | None, cut_off: Path | None) -> dict[str, Method]:
    used = bases.load(base.absolute()) if base else bases.current_base()
    methods: dict[str, Method] = {}
    if cut_off:
        methods["yardstick"] = yardstick(read_blueprint(cut_off))
    methods[used.name] = method_of(used)
    if used.kind == "network":
        methods[bases.SIMPLE_EYES.name] = method_of(bases.SIMPLE_EYES)
    return methods


def _row(shares: Iterable[float]) -> str:
    return " | ".join(f"{share:.3f}" for share in shares)


if __name__ == "__main__":
    main()
