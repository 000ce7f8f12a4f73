import json
from pathlib import Path

import numpy as np
from django.test import SimpleTestCase

from training.learning.regression.chance import Chance

from .regression_vectors import learnt, lessons

FILE = Path(__file__).resolve().parent.parent / "regression.json"


class VectorTests(SimpleTestCase):
    """Python learns what tests/regression.json says, as browsers do."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.vectors = json.loads(FILE.read_text())

    def test_chance(self) -> None:
        seed = self.vectors["seed"]
        self.assertEqual(Chance(seed).take(5).tolist(), self.vectors["random"])
        self.assertEqual(Chance(seed).order(9).tolist(), self.vectors["order"])

    def test_it_goes_on_where_it_was(self) -> None:
        chance = Chance(self.vectors["seed"])
        drawn = [*chance.take(2), *chance.take(0), *chance.take(3)]
        self.assertEqual(drawn, self.vectors["random"])

    def test_lessons(self) -> None:
        for name, lesson in lessons().items():
            with self.subTest(name=name):
                self.assertEqual(json.loads(json.dumps(lesson)), self.vectors[name])
                found, wanted = learnt(lesson), self.vectors[f"{name}_learnt"]
                self.assertEqual(found["chosen"], wanted["chosen"])
                self.assertEqual(found["epochs"], wanted["epochs"])
                self.assertEqual(found["outside"], wanted["outside"])
                for part in ("measured", "scaled", "predicted"):
                    np.testing.assert_allclose(
                        found[part], wanted[part], rtol=1e-6, atol=1e-6
                    )
