"""What is known of the columns of a table: how values become numbers to learn from.

Everything here travels as JSON, to browsers and beside the model; its twin is
static/js/learning/regression_table.js.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.kinds import Values
from projects.models import Field, FieldKind

from ..lesson import NothingToLearn

# However far from all it has seen: more would be no number any more when multiplied.
FARTHEST = 1e30  # deviations
BIGGEST = 3.4e38  # what a project may hold, and so what is predicted at most
LEAST_DEVIATION = 1e-300

Column = dict[str, Any]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Preparation:
    """The columns that are known, those that are predicted, and those left out."""

    inputs: list[Column]
    targets: list[Column]
    left_out: list[Column]

    @classmethod
    def of(cls, fields: Sequence[Field], rows: Sequence[Values]) -> "Preparation":
        """Look at the rows that say what is predicted. Raises `NothingToLearn`."""
        known: list[Column] = []
        targets: list[Column] = []
        left_out: list[Column] = []
        for field in fields:
            values = [row.get(str(field.number)) for row in rows]
            described = describe(field, values)
            if "why" in described:
                left_out.append(described)
            else:
                (targets if field.is_predicted else known).append(described)
        if not targets:
            raise NothingToLearn("No row says what is to be predicted.")
        return cls(known, targets, left_out)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Preparation":
        return cls(told["inputs"], told["targets"], told["left_out"])

    def as_json(self) -> dict[str, Any]:
        return {
            "inputs": self.inputs,
            "targets": self.targets,
            "left_out": self.left_out,
        }

    @property
    def width(self) -> int:
        """How many numbers a row becomes: one for each number, one for each choice."""
        return sum(len(column.get("choices", [0])) for column in self.inputs)

    def scaled(self, rows: Sequence[Values]) -> Matrix:
        """Return what a model takes (rows, width): in deviations, gaps filled."""
        columns: list[Matrix] = [np.zeros((len(rows), 0))]
        for column in self.inputs:
            values = [row.get(str(column["number"])) for row in rows]
            columns.append(scaled_column(column, values))
        return np.hstack(columns)

    def answers(self, rows: Sequence[Values]) -> Matrix:
        """Return what is to be predicted (rows, targets), NaN where it is unknown."""
        numbers = [str(target["number"]) for target in self.targets]
        known = [[as_number(row.get(number)) for number in numbers] for row in rows]
        return np.array(known).reshape(len(rows), len(numbers))

    def shrunk(self, answers: Matrix) -> Matrix:
        """Return answers in deviations from their means, as models learn them."""
        means, deviations = self._scales
        shrunk: Matrix = (answers - means) / deviations
        return shrunk

    def grown(self, outputs: Matrix) -> Matrix:
        """Return what a model said, (rows, targets), in the units of the columns."""
        means, deviations = self._scales
        grown: Matrix = np.clip(outputs * deviations + means, -BIGGEST, BIGGEST)
        return grown

    @property
    def imputed(self) -> list[Column]:
        """Return the columns with gaps that were filled, and how many."""
        return [
            {"number": column["number"], "count": column["gaps"]}
            for column in self.inputs
            if column["gaps"]
        ]

    @property
    def _scales(self) -> tuple[Matrix, Matrix]:
        means = np.array([target["mean"] for target in self.targets])
        return means, np.array([target["deviation"] for target in self.targets])


def describe(field: Field, values: Sequence[Any]) -> Column:
    """Return what is known of a column; `why` it is left out, if it is."""
    known = [value for value in values if value is not None]
    about = {"number": field.number}
    if not known:
        return {**about, "why": "empty"}
    if field.is_predicted:
        return {**about, **spread(known)}
    if len(set(known)) < 2:
        return {**about, "why": "constant"}
    gaps = len(values) - len(known)
    if field.kind == FieldKind.CHOICE:
        if len(set(known)) == len(known):
            return {**about, "why": "different"}  # Names of rows are known by heart.
        return {**about, "kind": "choice", **chosen(field, known), "gaps": gaps}
    median = float(np.median(known))
    return {**about, "kind": "number", "median": median, **spread(known), "gaps": gaps}


def chosen(field: Field, known: Sequence[str]) -> Column:
    """Return the choices that were made, in their order, and the one made most."""
    counts = Counter(known)
    choices = [choice for choice in field.choices if choice in counts]
    # One that is no longer in the list may still be in a row.
    choices += sorted(set(counts) - set(choices))
    return {"choices": choices, "usual": max(choices, key=counts.__getitem__)}


def spread(known: Sequence[float]) -> Column:
    """Return where numbers lie; one value has the deviation 1, to divide by."""
    least, most = min(known), max(known)
    width = most / 2 - least / 2  # Halves: the sum of both could be too large.
    numbers = np.array(known, np.float64)
    # In shares of the width, so that no square is too large or too small.
    shares = numbers / width - least / width if width > LEAST_DEVIATION else numbers * 0
    deviation = float(shares.std() * width) if width > LEAST_DEVIATION else 1.0
    mean = float(np.clip(least + shares.mean() * width, least, most))
    return {
        "mean": mean,
        "deviation": deviation,
        "least": float(least),
        "most": float(most),
    }


def scaled_column(column: Column, values: Sequence[Any]) -> Matrix:
    if column["kind"] == "choice":
        choices, usual = column["choices"], column["usual"]
        chosen = [value if value in choices else usual for value in values]
        return np.array(
            [[float(choice == one) for one in choices] for choice in chosen]
        )
    numbers = [as_number(value) for value in values]
    filled = [column["median"] if math.isnan(each) else each for each in numbers]
    away = (np.array(filled) - column["mean"]) / column["deviation"]
    scaled: Matrix = np.clip(away, -FARTHEST, FARTHEST)[:, None]
    return scaled


def as_number(value: object) -> float:
    """Return a number, NaN for what is none."""
    return float(value) if isinstance(value, int | float) else math.nan


def outside(column: Column, value: object) -> bool:
    """Say if nothing like `value` was seen in a column; what is missing is not."""
    if value is None:
        return False
    if column["kind"] == "choice":
        return value not in column["choices"]
    number = as_number(value)
    return not column["least"] <= number <= column["most"]
