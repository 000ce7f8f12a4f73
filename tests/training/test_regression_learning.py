import numpy as np
from django.test import tag

from projects.kinds import Content
from projects.models import Field
from training.learning.lesson import NothingToLearn
from training.learning.regression.measures import some

from .rows import HEIGHT, SOIL, SUN, RowsTestCase, plants, waves

WIDTH = Field(number=7, name="width", kind="number", is_predicted=True)
MORE = [Field(number=number, kind="number") for number in range(10, 40)]


class LearningTests(RowsTestCase):
    """Rows become a model, in the worker as in browsers."""

    def test_a_line_is_found_exactly(self) -> None:
        regressor = self.learn(plants(12))

        self.assertEqual(self.evaluation["chosen"], "line")
        for sun, soil, height in (
            (5.0, "sand", 25),
            (5.0, "clay", 29),
            (40.0, "sand", 130),
        ):
            predicted = self.predict(regressor, c1=sun, c2=soil)
            self.assertAlmostEqual(predicted, height, delta=1e-3)

    def test_a_curve_needs_the_network(self) -> None:
        regressor = self.learn(waves(60), [SUN, HEIGHT])

        self.assertEqual(self.evaluation["chosen"], "network")
        errors = self.evaluation["errors"]
        self.assertLess(errors["network"], 0.2 * errors["line"])
        self.assertAlmostEqual(self.predict(regressor, c1=2.0), 4, delta=0.4)

    def test_every_row_of_few_measures_once(self) -> None:
        self.learn(plants(39))

        self.assertEqual(self.evaluation["method"], "cross-validation")
        self.assertEqual(self.evaluation["example_count"], 39)
        [target] = self.evaluation["targets"]
        self.assertEqual(len({point[0] for point in target["points"]}), 39)

    def test_a_fifth_of_many_measures(self) -> None:
        self.learn(plants(40))

        self.assertEqual(self.evaluation["method"], "held-back")
        self.assertEqual(self.evaluation["example_count"], 8)

    def test_the_same_rows_stay_held_back_when_more_come(self) -> None:
        held = []
        for count in (100, 101):
            self.learn(plants(count))
            [target] = self.evaluation["targets"]
            held.append({point[0] for point in target["points"]})
        self.assertLessEqual(len(held[0] - held[1]), 1)

    def test_the_error_is_in_units_and_beside_that_of_the_mean(self) -> None:
        random = np.random.default_rng(4)
        rows = [
            {"1": float(x), "3": float(2 * x + noise)}
            for x, noise in zip(range(50), random.normal(0, 1, 50), strict=True)
        ]

        self.learn(rows, [SUN, HEIGHT])

        [target] = self.evaluation["targets"]
        self.assertTrue(0.3 < target["mean_absolute_error"] < 1.5)
        self.assertGreater(target["baseline"], 15)
        self.assertGreater(target["r2"], 0.98)
        self.assertIsNone(self.evaluation["accuracy"])

    def test_twice_gives_the_same(self) -> None:
        files = []
        for _ in range(2):
            self.learn(waves(40), [SUN, HEIGHT])
            files.append((self.folder / "weights.bin").read_bytes())
        self.assertEqual(*files)

    def test_gaps_are_filled_and_said(self) -> None:
        rows = plants(20)
        rows[3]["1"] = rows[4]["1"] = rows[5]["2"] = None

        regressor = self.learn(rows)

        imputed = [{"number": 1, "count": 2}, {"number": 2, "count": 1}]
        self.assertEqual(self.evaluation["imputed"], imputed)
        self.assertTrue(np.isfinite(self.predict(regressor, c1=None, c2=None)))

    def test_rows_that_do_not_say_the_prediction_teach_nothing(self) -> None:
        rows = plants(20)
        rows[0]["3"], rows[1]["3"] = None, None

        self.learn(rows)

        self.assertEqual(self.evaluation["example_count"], 18)

    def test_of_two_predictions_one_may_be_missing(self) -> None:
        rows = [{**row, "7": 2 * row["3"]} for row in plants(30)]
        for row in rows[::3]:
            row["7"] = None

        regressor = self.learn(rows, [SUN, SOIL, HEIGHT, WIDTH])

        height, width = regressor.predict(Content({"1": 5.0, "2": "sand"}))
        self.assertAlmostEqual(height, 25, delta=0.01)
        self.assertAlmostEqual(width, 50, delta=0.01)
        first, second = self.evaluation["targets"]
        self.assertEqual((first["count"], second["count"]), (30, 20))

    def test_nothing_to_predict_is_nothing_to_learn(self) -> None:
        for row in (rows := plants(12)):
            row["3"] = None
        with self.assertRaises(NothingToLearn):
            self.learn(rows)

    def test_at_most_200_points_are_kept_and_the_extremes_are_among_them(self) -> None:
        points = [(f"{place:03d}", float(place), 0.0) for place in range(300)]

        kept = some(points)

        self.assertEqual(len(set(kept)), 200)
        self.assertEqual([kept[0], kept[-1]], [points[0], points[-1]])

    @tag("slow")
    def test_keras_reads_the_network(self) -> None:
        regressor = self.learn(waves(60), [SUN, HEIGHT])
        rows = [{"1": -2.5}, {"1": 0.3}, {"1": 9.0}]

        outputs = self.in_keras(regressor.preparation.scaled(rows))

        predicted = regressor.preparation.grown(outputs)
        np.testing.assert_allclose(predicted, regressor.predict_all(rows), atol=1e-3)

    def in_keras(self, inputs):
        import tf_keras

        topology = self.read("model.json")["modelTopology"]["model_config"]
        network = tf_keras.Sequential.from_config(topology["config"])
        numbers = np.frombuffer((self.folder / "weights.bin").read_bytes(), "<f4")
        arrays, start = [], 0
        for weights in self.read("model.json")["weightsManifest"][0]["weights"]:
            size = int(np.prod(weights["shape"]))
            arrays.append(numbers[start : start + size].reshape(weights["shape"]))
            start += size
        network.set_weights(arrays)
        return network.predict(inputs.astype(np.float32), verbose=0)


class ExtremeTests(RowsTestCase):
    """Whatever is in a table, what is predicted is a number, and no absurd one."""

    def assert_sane(self, rows, fields=(SUN, SOIL, HEIGHT)) -> None:
        regressor = self.learn(rows, fields)
        known = [row["3"] for row in rows]
        said = regressor.predict_all([*rows, {}])[:, 0]
        room = 2 * (max(known) / 2 - min(known) / 2) + 1
        self.assertTrue((said >= min(known) - room).all(), said)
        self.assertTrue((said <= max(known) + room).all(), said)
        far = regressor.predict_all([{"1": 3e38}, {"1": -3e38}, {"1": 1e-300}])
        self.assertTrue(np.isfinite(far).all())
        self.assertTrue((abs(far) <= 3.4e38).all())

    def test_a_number_of_3e38_beside_small_ones(self) -> None:
        rows = plants(20)
        rows[7]["1"] = 3e38
        self.assert_sane(rows)
        rows[7]["3"] = -3e38
        self.assert_sane(rows)

    def test_a_constant_target(self) -> None:
        for row in (rows := plants(12)):
            row["3"] = 0.1
        self.assert_sane(rows)
        [target] = self.evaluation["targets"]
        self.assertIsNone(target["r2"])
        self.assertAlmostEqual(target["mean_absolute_error"], 0, delta=1e-6)

    def test_nothing_but_constant_columns(self) -> None:
        for row in (rows := plants(12)):
            row["1"], row["2"] = 5.0, "sand"
        self.assert_sane(rows)
        self.assertEqual(self.evaluation["chosen"], "line")
        self.assertIsNone(self.evaluation["errors"]["network"])

    def test_two_equal_columns(self) -> None:
        for row in (rows := plants(12)):
            row["10"] = row["1"]
        self.assert_sane(rows, [SUN, MORE[0], HEIGHT])

    def test_more_columns_than_rows(self) -> None:
        random = np.random.default_rng(2)
        for row in (rows := plants(12)):
            row |= {str(each.number): float(random.normal()) for each in MORE}
        self.assert_sane(rows, [SUN, *MORE, HEIGHT])

    def test_every_row_the_same(self) -> None:
        self.assert_sane([{"1": 1.0, "2": "sand", "3": 2.0}] * 12)

    def test_noise_only(self) -> None:
        random = np.random.default_rng(3)
        rows = [
            {"1": float(random.normal()), "3": float(random.normal())}
            for _ in range(30)
        ]
        self.assert_sane(rows, [SUN, HEIGHT])
        self.assertEqual(self.evaluation["chosen"], "line")
