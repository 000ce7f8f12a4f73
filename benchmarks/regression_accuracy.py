"""How far off predictions are with few rows, beside the plain recipe of other tools.

    .venv/bin/python -m benchmarks.regression_accuracy [--draws 8]

Prints a Markdown table: the mean absolute error on all other rows, the mean of some
random draws, in units and as a share of that of always saying the mean. Penguins are
those of `../shared/datasets/tabular`, where they are at hand; other tables are made up.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()

import numpy as np  # noqa: E402 (needs the settings, as all that follow)
from numpy.typing import NDArray  # noqa: E402

from training.learning.regression import learner  # noqa: E402
from training.learning.regression.regressor import Regressor  # noqa: E402

from .regression_accuracy_parts import Draw, Rows, plain_recipe, tables  # noqa: E402
from .timing import say  # noqa: E402

COUNTS = (10, 20, 50, 200)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=8)
    draws = parser.parse_args().draws
    say(
        "| table | rows | always the mean | plain recipe | **ours** | in units | line |"
    )
    say("|---|---|---|---|---|---|---|")
    for name, draw in tables().items():
        for count in COUNTS:
            say(f"| {name} | {count} | {row_of(draw, count, draws)} |")


def row_of(draw: Draw, count: int, draws: int) -> str:
    """Return shares of the error of the mean, our error, and how often it is a line."""
    found = np.array([measure(*draw(count, seed), seed) for seed in range(draws)])
    mean, plain, ours, lines = found.mean(axis=0)
    return (
        f"{mean:.4g} | {plain / mean:.3f} | **{ours / mean:.3f}** | {ours:.4g} | "
        f"{round(lines * draws)} of {draws}"
    )


def measure(learnt: Rows, fresh: Rows, seed: int) -> tuple[float, ...]:
    ours, chosen = predicted(learnt, fresh)
    said = [
        np.full(len(fresh.rows), learnt.truths().mean()),
        plain_recipe(learnt, fresh, seed),
        ours,
    ]
    errors = [float(np.abs(each - fresh.truths()).mean()) for each in said]
    return (*errors, float(chosen == "line"))


def predicted(learnt: Rows, fresh: Rows) -> tuple[NDArray[np.float64], str]:
    with tempfile.TemporaryDirectory() as name:
        examples = learner.usable(learnt.examples())
        lesson = learner.learn_usable(examples, Path(name), lambda stage, done: None)
        regressor = Regressor.from_files(lambda file: (Path(name) / file).read_bytes())
    return regressor.predict_all(fresh.rows)[:, 0], lesson.evaluation["chosen"]


if __name__ == "__main__":
    main()
