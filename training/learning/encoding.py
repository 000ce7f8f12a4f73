"""How rows look to the forest: columns f0, f1…, choices v0, v1…, labels c0, c1….

Nothing that a child typed reaches the libraries: their file formats and graphs trip
over spaces, other scripts, and words such as NA.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .table import Column, Row, Table, Value

ANSWER = "label"  # The answer's column in the CSV file.

# The forests compare 32-bit floats. Halfway between two limits must not overflow, and
# the tiniest numbers are zero in some of the engines and not in others.
LARGEST = 1e37
SMALLEST = 1e-37


@dataclass(frozen=True)
class Encoding:
    """Which fields the model uses, and what stands for each of their values."""

    columns: tuple[Column, ...]
    used: tuple[int, ...]

    @classmethod
    def of(cls, table: Table) -> "Encoding":
        """Use every field that has at least one value."""
        filled = {
            number
            for row in table.rows
            for number, value in enumerate(row)
            if value is not None
        }
        return cls(columns=table.columns, used=tuple(sorted(filled)))

    @classmethod
    def from_mapping(cls, mapping: dict[str, Any]) -> "Encoding":
        """Read what as_mapping wrote."""
        columns = [Column("number")] * mapping["field_count"]
        for column in mapping["columns"]:
            columns[column["field"]] = Column(column["kind"], tuple(column["choices"]))
        used = tuple(column["field"] for column in mapping["columns"])
        return cls(columns=tuple(columns), used=used)

    def as_mapping(self) -> dict[str, Any]:
        """Return what a reader of the model's files needs to know, as JSON."""
        return {
            "field_count": len(self.columns),
            "columns": [
                {
                    "name": name_of(field),
                    "field": field,
                    "kind": self.columns[field].kind,
                    "choices": list(self.columns[field].choices),
                }
                for field in self.used
            ],
        }

    def value(self, field: int, value: Value) -> float | str:
        """Encode one value: a finite float or NaN, or the word for a choice."""
        if self.columns[field].kind == "choice":
            return "" if value is None else self._words[field].get(str(value), "other")
        return math.nan if value is None else limited(float(value))

    def arrays(self, rows: Sequence[Row]) -> dict[str, NDArray[Any]]:
        """Return the rows column by column, as plain YDF takes them."""
        return {
            name_of(field): self._column(field, [row[field] for row in rows])
            for field in self.used
        }

    def write_csv(self, table: Table, path: Path) -> None:
        """Write the rows as TensorFlow Decision Forests reads them."""
        columns = [_cells(column) for column in self.arrays(table.rows).values()]
        words = [label_word(answer) for answer in table.answers]
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*map(name_of, self.used), ANSWER])
            writer.writerows(zip(*columns, words, strict=True))

    def is_choice(self, field: int) -> bool:
        """Say whether the field holds choices."""
        return self.columns[field].kind == "choice"

    def _column(self, field: int, values: Sequence[Value]) -> NDArray[Any]:
        if self.is_choice(field):
            return np.array([self.value(field, value) for value in values], np.str_)
        numbers = np.array(values, np.float64)  # None becomes NaN.
        numbers[np.abs(numbers) < SMALLEST] = 0
        return np.clip(numbers, -LARGEST, LARGEST).astype(np.float32)

    @cached_property
    def _words(self) -> list[dict[str, str]]:
        return [
            {choice: f"v{number}" for number, choice in enumerate(column.choices)}
            for column in self.columns
        ]


def name_of(field: int) -> str:
    """Return the name by which the libraries know a field."""
    return f"f{field}"


def label_word(answer: int) -> str:
    """Return the word by which the libraries know a label."""
    return f"c{answer}"


def answer_of(word: str) -> int:
    """Return the position of the label that a word stands for."""
    return int(word.removeprefix("c"))


def _cells(column: NDArray[Any]) -> list[Any]:
    if column.dtype == np.float32:
        return ["" if math.isnan(number) else number for number in column.tolist()]
    return list(column)


def limited(number: float) -> float:
    """Return the number, or the nearest one that a forest can compare safely."""
    if math.isnan(number) or abs(number) < SMALLEST:
        return number if math.isnan(number) else 0.0
    return max(-LARGEST, min(LARGEST, number))
