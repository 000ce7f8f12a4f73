"""Small tables for the tests of learning."""

import hashlib
from collections.abc import Sequence

from training.learning.table import Column, Row, Table

NUMBER = Column("number")
COLOUR = Column("choice", ("rød", "NA", "青い", "x y"))


def table(
    rows: Sequence[Row],
    answers: Sequence[int],
    columns: Sequence[Column] = (NUMBER,),
    labels: Sequence[str] = ("cat", "dog"),
) -> Table:
    """Return a table whose ids are as unrelated to its order as real ones are."""
    ids = [hashlib.sha256(str(i).encode()).hexdigest() for i in range(len(rows))]
    return Table(tuple(columns), tuple(labels), list(rows), list(answers), ids)


def three_and_three() -> Table:
    """Three small numbers are cats, three large ones are dogs."""
    numbers = (1.0, 2.0, 3.0, 11.0, 12.0, 13.0)
    return table([(number,) for number in numbers], [0, 0, 0, 1, 1, 1])


def mixed(rows_per_label: int = 8, label_count: int = 3) -> Table:
    """Numbers, choices in several scripts, gaps, and a field that is always empty."""
    rows: list[Row] = []
    answers = []
    for i in range(rows_per_label * label_count):
        label = i % label_count
        number = None if i % 7 == 3 else 10.0 * label + i % 5 + 0.25
        colour = None if i % 5 == 4 else COLOUR.choices[(label + i % 2) % 3]
        rows.append((number, colour, None, -0.1 * i))
        answers.append(label)
    labels = [f"label {number}" for number in range(label_count)]
    return table(rows, answers, (NUMBER, COLOUR, NUMBER, NUMBER), labels)


def sums(row_count: int, label_count: int) -> Table:
    """The label follows from the sum of two numbers: boosted trees are better at it."""
    rows: list[Row] = [
        (float(i * 37 % 101) / 10, float(i * 53 % 97) / 10) for i in range(row_count)
    ]
    limit = 20 / label_count
    answers = [int((row[0] + row[1]) / limit) for row in rows]
    labels = [str(number) for number in range(label_count)]
    return table(rows, answers, (NUMBER, NUMBER), labels)
