import numpy as np
from django.test import SimpleTestCase
from sklearn.linear_model import LogisticRegression

from training.learning.heads.calibration import (
    USUAL,
    calibrated,
    describe,
    find_temperature,
)
from training.learning.heads.head import normalised
from training.learning.heads.regression import (
    NEVER,
    STRENGTH,
    Rows,
    as_head,
    confidences,
    fit,
)


def make(pictures: int, width: int, labels: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(5)
    answers = np.arange(pictures) % labels
    middles = chance.normal(size=(labels, width))
    features = middles[answers] + chance.normal(size=(pictures, width))
    return normalised(np.maximum(features, 0)), answers


class RegressionTests(SimpleTestCase):
    """Softmax regression: the only optimum, and the same as scikit-learn's."""

    def test_it_is_that_of_scikit_learn(self) -> None:
        for pictures, width, labels in ((12, 300, 2), (30, 20, 3), (40, 200, 5)):
            with self.subTest(pictures=pictures, width=width, labels=labels):
                features, answers = make(pictures, width, labels)
                twin = LogisticRegression(C=STRENGTH, tol=1e-8, max_iter=10_000)
                wanted = twin.fit(features, answers).predict_proba(features)
                if labels == 2:  # scikit-learn has half as many weights then.
                    twin = LogisticRegression(C=STRENGTH * 2, tol=1e-8, max_iter=10_000)
                    wanted = twin.fit(features, answers).predict_proba(features)
                rows = Rows.of(features)

                found = confidences(rows.places, fit(rows.places, answers))

                np.testing.assert_allclose(found, wanted, atol=1e-4)

    def test_equal_pictures_are_no_trouble(self) -> None:
        features = normalised(np.repeat(np.eye(4)[:2], 5, axis=0))
        answers = np.repeat([0, 1], 5)
        rows = Rows.of(features)

        found = confidences(rows.places, fit(rows.places, answers))

        self.assertEqual(rows.places.shape, (10, 2))
        self.assertEqual(found.argmax(axis=1).tolist(), answers.tolist())

    def test_a_head_says_of_features_what_the_regression_says(self) -> None:
        features, answers = make(30, 50, 3)
        rows = Rows.of(features)
        weights = fit(rows.places, answers)

        kernel, bias = as_head(rows, weights, known=[0, 2, 3], labels=5)

        logits = features @ kernel + bias
        self.assertEqual(bias[[1, 4]].tolist(), [NEVER, NEVER])
        np.testing.assert_allclose(
            logits[:, [0, 2, 3]], rows.places @ weights[:-1] + weights[-1], atol=1e-9
        )


class CalibrationTests(SimpleTestCase):
    """How sure a picture model may be."""

    def test_without_measuring_evidence_counts_twice(self) -> None:
        nothing = np.zeros((0, 2))
        self.assertEqual(find_temperature(nothing, np.zeros(0, int)), USUAL)
        self.assertIsNone(describe(USUAL, nothing, np.zeros(0, int)))

    def test_who_is_always_right_may_be_surer(self) -> None:
        told = np.tile([0.7, 0.3], (20, 1))
        self.assertLess(find_temperature(told, np.zeros(20, int)), USUAL)

    def test_who_is_often_wrong_has_to_be_less_sure(self) -> None:
        told = np.tile([0.9, 0.1], (20, 1))
        answers = np.arange(20) % 2
        self.assertGreater(find_temperature(told, answers), USUAL)

    def test_it_is_evidence_that_is_divided(self) -> None:
        [row] = calibrated(np.array([[0.8, 0.2]]), 0.5)
        self.assertAlmostEqual(row[0], 0.64 / 0.68)

    def test_certainty_is_no_trouble(self) -> None:
        told = np.array([[1.0, 0.0], [1.0, 0.0]])
        answers = np.array([0, 1])
        temperature = find_temperature(told, answers)
        self.assertTrue(np.isfinite(calibrated(told, temperature)).all())
