"""A table of examples, as the kinds that learn from numbers and choices see it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .lesson import NothingToLearn

Value = float | str | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Column:
    kind: Literal["number", "choice"]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Examples of one project; answers are positions in labels."""

    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    rows: list[Row]
    answers: list[int]
    ids: list[str]
    authors: Sequence[int | None] = ()

    def checked(self) -> "Table":
        """Return the table with its rows sorted by id, or say what is wrong with it."""
        if not len(self.rows) == len(self.answers) == len(self.ids):
            raise ValueError("A table needs one answer and one id for every row.")
        if len(set(self.answers)) < 2:
            raise NothingToLearn("A model needs examples of at least two labels.")
        if all(value is None for row in self.rows for value in row):
            raise NothingToLearn("Every example is empty.")
        for row in self.rows:
            self._check_row(row)
        return self.picked(sorted(range(len(self.ids)), key=self.ids.__getitem__))

    def without(self, left_out: set[int]) -> "Table":
        """Return the rows that are not left out."""
        return self.picked([i for i in range(len(self.rows)) if i not in left_out])

    def picked(self, order: Sequence[int]) -> "Table":
        """Return the rows at these places, in this order."""
        return Table(
            columns=self.columns,
            labels=self.labels,
            rows=[self.rows[i] for i in order],
            answers=[self.answers[i] for i in order],
            ids=[self.ids[i] for i in order],
            authors=[self.authors[i] for i in order] if self.authors else (),
        )

    def _check_row(self, row: Row) -> None:
        if len(row) != len(self.columns):
            raise ValueError(f"A row has {len(row)} values, not {len(self.columns)}.")
        for value, column in zip(row, self.columns, strict=True):
            if value is None:
                continue
            if column.kind == "choice" and not isinstance(value, str):
                raise ValueError("A choice must be text.")
            if column.kind == "number" and not _is_finite_number(value):
                raise ValueError("A number must be finite.")


def _is_finite_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
    )
