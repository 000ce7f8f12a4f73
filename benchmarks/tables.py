"""The tables that the benchmarks learn from: real ones where they are at hand."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn import datasets
from sklearn.utils import Bunch

from training.learning.table import Column, Row, Table

SHARED = Path(__file__).resolve().parent.parent.parent / "shared/datasets/tabular"
TITANIC = ("pclass", "sex", "age", "sibsp", "parch", "fare", "embarked")
PENGUINS = ("island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "sex")
NUMBER = Column("number")


def iris() -> Table:
    """150 flowers, 4 numbers, 3 labels."""
    return _from_sklearn(datasets.load_iris())


def wine() -> Table:
    """178 wines, 13 numbers, 3 labels."""
    return _from_sklearn(datasets.load_wine())


def titanic() -> Table | None:
    """712 passengers, 4 numbers, 3 choices, 2 labels; None without the file."""
    rows = _read("titanic.csv")
    if rows is None:
        return None
    complete = [row for row in rows if row["age"] and row["embarked"]]
    return _from_dicts(complete, TITANIC, "survived", {"pclass", "sex", "embarked"})


def penguins() -> Table | None:
    """344 penguins, 3 numbers, 2 choices, 3 labels; None without the file."""
    rows = _read("palmerpenguins.csv")
    if rows is None:
        return None
    return _from_dicts(rows, PENGUINS, "species", {"island", "sex"})


def synthetic(
    row_count: int, field_count: int, label_count: int, choices: int = 0
) -> Table:
    """Rows around random centres, a fifth of them mislabelled, some values missing."""
    random = np.random.default_rng(row_count)
    centres = random.normal(0, 1.5, (label_count * 3, field_count))
    cluster = random.integers(0, len(centres), row_count)
    numbers = centres[cluster] + random.normal(0, 1.0, (row_count, field_count))
    answers = cluster % label_count
    wrong = random.random(row_count) < 0.2
    answers[wrong] = random.integers(0, label_count, int(wrong.sum()))
    columns = [
        Column("choice", tuple("abcdef")) if field < choices else NUMBER
        for field in range(field_count)
    ]
    rows: list[Row] = [
        tuple(
            None
            if random.random() < 0.02
            else ("abcdef"[int(abs(value)) % 6] if column.choices else float(value))
            for value, column in zip(row, columns, strict=True)
        )
        for row in numbers
    ]
    return _table(columns, rows, [str(answer) for answer in answers])


def draw(table: Table, per_label: int, seed: int) -> tuple[Table, Table]:
    """Return so many random examples of every label, and all the others."""
    random = np.random.default_rng(seed)
    answers = np.array(table.answers)
    drawn = {
        int(position)
        for label in range(len(table.labels))
        for position in random.permutation(np.flatnonzero(answers == label))[:per_label]
    }
    others = set(range(len(answers))) - drawn
    return table.without(others), table.without(drawn)


def _from_sklearn(data: Bunch) -> Table:
    rows: list[Row] = [tuple(map(float, row)) for row in data.data]
    return _table(
        [NUMBER] * data.data.shape[1],
        rows,
        [str(data.target_names[answer]) for answer in data.target],
    )


def _from_dicts(
    rows: Sequence[dict[str, str]],
    fields: Sequence[str],
    label: str,
    choice_fields: set[str],
) -> Table:
    columns = [
        Column("choice", tuple(sorted({row[field] for row in rows} - {"", "NA"})))
        if field in choice_fields
        else NUMBER
        for field in fields
    ]
    values: list[Row] = [
        tuple(
            None
            if row[field] in {"", "NA"}
            else (row[field] if column.choices else float(row[field]))
            for field, column in zip(fields, columns, strict=True)
        )
        for row in rows
    ]
    return _table(columns, values, [row[label] for row in rows])


def _table(columns: Sequence[Column], rows: list[Row], names: Sequence[str]) -> Table:
    labels = tuple(sorted(set(names)))
    return Table(
        columns=tuple(columns),
        labels=labels,
        rows=rows,
        answers=[labels.index(name) for name in names],
        ids=[hashlib.sha256(str(i).encode()).hexdigest() for i in range(len(rows))],
    )


def _read(name: str) -> list[dict[str, str]] | None:
    path = SHARED / name
    if not path.exists():
        return None
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
