"""Tables of which one column is predicted, and the plain recipe of other tools."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from projects.kinds import Content, Values
from projects.models import Field
from training.learning.examples import Examples
from training.learning.regression import network
from training.learning.regression.chance import Chance
from training.learning.regression.preparation import Preparation

Matrix = NDArray[np.float64]
SHARED = Path(__file__).resolve().parent.parent.parent / "shared/datasets/tabular"
FRESH = 1000  # rows of made-up tables that nobody has learnt
MEASURED = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
CHOICES = ("species", "island", "sex")


@dataclass(frozen=True)
class Rows:
    """A table whose last field is predicted."""

    fields: list[Field]
    rows: list[Values]

    def examples(self) -> Examples:
        ids = [f"{place:06d}" for place in range(len(self.rows))]
        contents = [Content(row) for row in self.rows]
        return Examples(self.fields, [], contents, [], ids)

    def truths(self) -> Matrix:
        number = str(self.fields[-1].number)
        return np.array([row[number] for row in self.rows], np.float64)


Draw = Callable[[int, int], tuple[Rows, Rows]]  # how many rows, and a seed


def tables() -> dict[str, Draw]:
    made = {
        "straight line": made_up(1, lambda x: 3 * x[0] + 2),
        "line with noise": made_up(2, lambda x: 3 * x[0] - 2 * x[1], noise=2.0),
        "square": made_up(1, lambda x: x[0] ** 2),
        "projectile": made_up(2, thrown),
        "wave": made_up(1, lambda x: 5 * np.sin(x[0]), noise=0.3),
        "product": made_up(2, lambda x: (x[0] - 5) * (x[1] - 5)),
        "noise only": made_up(3, lambda x: 0 * x[0], noise=1.0),
    }
    if not (SHARED / "palmerpenguins.csv").exists():
        return made
    return {
        "penguins (3 numbers)": penguins(()),
        "penguins (3 numbers, 3 choices)": penguins(CHOICES),
        **made,
    }


def thrown(x: Matrix) -> Matrix:
    """Return how far a ball flies, in metres, by speed and angle."""
    speed, angle = 5 + 1.5 * x[0], np.radians(10 + 7 * x[1])
    far: Matrix = speed**2 * np.sin(2 * angle) / 9.81
    return far


def made_up(width: int, rule: Callable[[Matrix], Matrix], noise: float = 0) -> Draw:
    def draw(count: int, seed: int) -> tuple[Rows, Rows]:
        random = np.random.default_rng(seed)
        known = random.uniform(0, 10, (width, count + FRESH))
        answers = rule(known) + noise * random.normal(size=count + FRESH)
        fields = fields_of([()] * width)
        rows: list[Values] = [
            {str(number): float(value) for number, value in enumerate(row, 1)}
            for row in zip(*known, answers, strict=True)
        ]
        return Rows(fields, rows[:count]), Rows(fields, rows[count:])

    return draw


def penguins(choices: tuple[str, ...]) -> Draw:
    with (SHARED / "palmerpenguins.csv").open(newline="") as opened:
        read = [row for row in csv.DictReader(opened) if row["body_mass_g"] != "NA"]
    names = [*MEASURED, *choices, "body_mass_g"]
    kinds = [
        tuple(sorted({row[name] for row in read} - {"NA"})) if name in choices else ()
        for name in names
    ]
    rows: list[Values] = [
        {
            str(number): cell(row[name], bool(kind))
            for number, (name, kind) in enumerate(zip(names, kinds, strict=True), 1)
        }
        for row in read
    ]

    def draw(count: int, seed: int) -> tuple[Rows, Rows]:
        order = np.random.default_rng(seed).permutation(len(rows))
        shuffled = [rows[place] for place in order]
        fields = fields_of(kinds[:-1])
        return Rows(fields, shuffled[:count]), Rows(fields, shuffled[count:])

    return draw


def cell(text: str, is_choice: bool) -> str | float | None:
    if text == "NA":
        return None
    return text if is_choice else float(text)


def fields_of(kinds: list[tuple[str, ...]]) -> list[Field]:
    fields = [
        Field(number=number, kind="choice" if kind else "number", choices=list(kind))
        for number, kind in enumerate(kinds, 1)
    ]
    return [*fields, Field(number=len(kinds) + 1, kind="number", is_predicted=True)]


def plain_recipe(learnt: Rows, fresh: Rows, seed: int) -> Matrix:
    """Return what the usual tool predicts: the same network, learnt in other steps.

    Its last fifth of the rows is for watching only; plain steps of 0.01, 40 rows at a
    time, 200 epochs.
    """
    kept = learnt.rows[: max(1, int(0.8 * len(learnt.rows)))]
    preparation = Preparation.of(learnt.fields, kept)
    inputs = preparation.scaled(kept)
    answers = preparation.shrunk(preparation.answers(kept))
    weights = network.begin(inputs.shape[1], 1, Chance(seed))
    random = np.random.default_rng(seed)
    for _ in range(200):
        order = random.permutation(len(inputs))
        for start in range(0, len(order), 40):
            batch = order[start : start + 40]
            slopes, _ = network.slopes_of(weights, inputs[batch], answers[batch])
            for each, slope in zip(weights, slopes, strict=True):
                each -= 0.01 * slope
    outputs = network.predict(weights, preparation.scaled(fresh.rows))
    return preparation.grown(outputs)[:, 0]
