"""What the tests of predicting numbers have in common: small tables, and learning."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.test import SimpleTestCase

from projects.kinds import Content, Values
from projects.models import Field
from training.learning.examples import Examples
from training.learning.regression import Regressor, learn_rows

SUN, SOIL, HEIGHT = (
    Field(number=1, name="sun", kind="number"),
    Field(number=2, name="soil", kind="choice", choices=["sand", "clay", "peat"]),
    Field(number=3, name="height", kind="number", is_predicted=True),
)


def plants(count: int) -> list[Values]:
    """Return plants that are 10 high, 3 more for each sun, 4 more on clay."""
    return [
        {
            "1": float(place * 7 % 12),
            "2": ["sand", "clay"][place % 2],
            "3": 10.0 + 3 * (place * 7 % 12) + 4 * (place % 2),
        }
        for place in range(count)
    ]


def waves(count: int) -> list[Values]:
    """Return rows in which no line can predict column 3 from column 1."""
    numbers = [place * 37 % count * 6 / count - 3 for place in range(count)]
    return [{"1": number, "3": number * number} for number in numbers]


def examples_of(
    rows: Sequence[Values], fields: Sequence[Field] = (SUN, SOIL, HEIGHT)
) -> Examples:
    return Examples(
        fields=list(fields),
        labels=[],
        contents=[Content(row) for row in rows],
        answers=[],
        ids=[f"{place:05d}" for place in range(len(rows))],
    )


def quietly(stage: str, fraction: float) -> None:
    pass


class RowsTestCase(SimpleTestCase):
    def learn(
        self, rows: Sequence[Values], fields: Sequence[Field] = (SUN, SOIL, HEIGHT)
    ) -> Regressor:
        """Learn the rows, and return what predicts."""
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.lesson = learn_rows(examples_of(rows, fields), self.folder, quietly)
        self.evaluation: Mapping[str, Any] = self.lesson.evaluation
        return Regressor.from_files(lambda name: (self.folder / name).read_bytes())

    def predict(self, regressor: Regressor, **values: float | str | None) -> float:
        """Return the first prediction for, say, `c1=5.0, c2="clay"`."""
        row = {name[1:]: value for name, value in values.items()}
        return regressor.predict(Content(row))[0]

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())
