import json

import numpy as np
from django.test import SimpleTestCase

from projects.models import Field
from training.learning.lesson import NothingToLearn
from training.learning.regression.preparation import Preparation, outside

from .rows import HEIGHT, SOIL, SUN

FIELDS = [SUN, SOIL, HEIGHT]


def prepare(rows, fields=FIELDS):
    """Prepare as a model does that was stored and read again."""
    told = json.dumps(Preparation.of(fields, rows).as_json(), allow_nan=False)
    return Preparation.from_json(json.loads(told))


class PreparationTests(SimpleTestCase):
    """What is known of columns, before anything is learnt."""

    def test_numbers_are_told_in_deviations(self) -> None:
        prepared = prepare([{"1": 2.0, "3": 1.0}, {"1": 6.0, "3": 5.0}])

        [sun] = prepared.inputs
        self.assertEqual((sun["mean"], sun["deviation"], sun["median"]), (4, 2, 4))
        self.assertEqual((sun["least"], sun["most"], sun["gaps"]), (2, 6, 0))
        self.assertEqual(prepared.scaled([{"1": 8.0}]).tolist(), [[2]])

    def test_a_gap_is_the_median_and_counted(self) -> None:
        rows = [{"1": value, "3": 1.0} for value in (1.0, 2.0, 9.0, None)]

        prepared = prepare(rows)

        self.assertEqual(prepared.imputed, [{"number": 1, "count": 1}])
        gap, median = prepared.scaled([{}, {"1": 2.0}])
        self.assertEqual(gap.tolist(), median.tolist())

    def test_choices_are_a_column_each_and_a_gap_is_the_usual_one(self) -> None:
        rows = [{"2": soil, "3": 1.0} for soil in ("clay", "sand", "clay", None)]

        prepared = prepare(rows)

        self.assertEqual(prepared.inputs[0]["choices"], ["sand", "clay"])
        asked = [{"2": "sand"}, {"2": "clay"}, {"2": None}, {"2": "peat"}]
        told = prepared.scaled(asked).tolist()
        self.assertEqual(told, [[1, 0], [0, 1], [0, 1], [0, 1]])

    def test_constant_and_empty_columns_are_left_out_and_said(self) -> None:
        rows = [{"1": 0.1, "2": None, "3": float(place)} for place in range(10)]

        prepared = prepare(rows)

        self.assertEqual(prepared.inputs, [])
        why = [{"number": 1, "why": "constant"}, {"number": 2, "why": "empty"}]
        self.assertEqual(prepared.left_out, why)
        self.assertEqual(prepared.scaled(rows).shape, (10, 0))

    def test_a_choice_that_is_another_one_in_every_row_is_left_out(self) -> None:
        rows = [{"2": soil, "3": 1.0} for soil in ("clay", "sand", None)]

        prepared = prepare(rows)

        self.assertEqual(prepared.inputs, [])
        why = {"number": 2, "why": "different"}
        self.assertIn(why, prepared.left_out)

    def test_a_target_that_nobody_knows_is_left_out(self) -> None:
        width = Field(number=7, kind="number", is_predicted=True)

        prepared = prepare([{"1": 1.0, "3": 2.0}, {"1": 2.0}], [SUN, HEIGHT, width])

        self.assertEqual([target["number"] for target in prepared.targets], [3])
        self.assertEqual(prepared.left_out, [{"number": 7, "why": "empty"}])
        self.assertTrue(np.isnan(prepared.answers([{"1": 2.0}])).all())

    def test_no_target_is_nothing_to_learn(self) -> None:
        with self.assertRaises(NothingToLearn):
            Preparation.of(FIELDS, [{"1": 1.0}])

    def test_a_constant_target_is_said_as_it_is(self) -> None:
        prepared = prepare([{"1": 1.0, "3": 0.1}, {"1": 2.0, "3": 0.1}] * 5)

        self.assertEqual(prepared.targets[0]["deviation"], 1)
        self.assertEqual(prepared.grown(np.zeros((1, 1))).tolist(), [[0.1]])

    def test_numbers_of_any_size(self) -> None:
        for numbers in (
            (3e38, 1.0, -3e38),
            (3.4e38, 3.3e38, 3.2e38),
            (1e-310, 2e-310, 5e-310),
            (0.0, 1e-200, 1e38),
            (1e16, 1e16 + 2, 1e16 + 4),
        ):
            with self.subTest(numbers=numbers):
                rows = [{"1": number, "3": number} for number in numbers]
                prepared = prepare(rows)
                told = prepared.scaled([*rows, {"1": 3e38}, {"1": -3e38}])
                self.assertTrue(np.isfinite(told).all())
                again = prepared.grown(prepared.shrunk(prepared.answers(rows)))
                off = np.abs(again[:, 0] - numbers).max()
                self.assertLess(off, 1e-6 * max(map(abs, numbers)))

    def test_no_prediction_is_larger_than_a_column_could_hold(self) -> None:
        prepared = prepare([{"1": 1.0, "3": 1.0}, {"1": 2.0, "3": 2e38}])

        self.assertEqual(prepared.grown(np.array([[1e30]])).tolist(), [[3.4e38]])

    def test_it_says_what_it_has_not_seen(self) -> None:
        prepared = prepare(
            [
                {"1": 1.0, "2": "sand", "3": 1.0},
                {"1": 5.0, "2": "clay", "3": 2.0},
                {"1": 5.0, "2": "clay", "3": 3.0},
            ]
        )
        sun, soil = prepared.inputs

        asked = (0.9, 1.0, 5.0, 5.1, None)
        said = [outside(sun, value) for value in asked]
        self.assertEqual(said, [True, False, False, True, False])
        said = [outside(soil, value) for value in ("sand", "peat", None)]
        self.assertEqual(said, [False, True, False])
