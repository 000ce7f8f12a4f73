from unittest.mock import patch

import numpy as np
from django.test import SimpleTestCase

from training.learning.regression import line, network
from training.learning.regression.groups import groups_for, method_for


class LineTests(SimpleTestCase):
    """How much of each prediction every column adds."""

    def setUp(self) -> None:
        self.random = np.random.default_rng(5)

    def test_noise_is_answered_with_the_mean(self) -> None:
        inputs = self.random.normal(size=(40, 5))
        answers = self.random.normal(size=(40, 1))

        weights = line.fit(inputs, answers)

        self.assertLess(abs(weights[:-1]).max(), 0.01)
        self.assertAlmostEqual(weights[-1, 0], answers.mean(), delta=0.02)

    def test_ten_rows_that_agree_by_chance_are_seldom_believed(self) -> None:
        believed = sum(
            abs(line.fit(inputs, answers)[:-1]).max() > 0.01
            for inputs, answers in self.random.normal(size=(100, 2, 10, 1))
        )

        self.assertLess(believed, 10)

    def test_equal_columns_share(self) -> None:
        one = self.random.normal(size=(20, 1))

        weights = line.fit(np.hstack([one, one]), 3 * one)

        np.testing.assert_allclose(weights[:2, 0], 1.5, atol=1e-4)

    def test_only_rows_that_know_a_target_teach_it(self) -> None:
        inputs = np.arange(10.0)[:, None] - 4.5
        answers = np.hstack([inputs, -inputs])
        answers[5:, 1] = np.nan

        weights = line.fit(inputs, answers)

        np.testing.assert_allclose(weights[0], [1, -1], atol=1e-4)

    def test_a_target_that_nobody_knows_is_zero(self) -> None:
        weights = line.fit(np.ones((3, 2)), np.full((3, 1), np.nan))

        self.assertEqual(weights.tolist(), [[0], [0], [0]])

    def test_with_much_to_do_some_rows_say_how_much_slopes_cost(self) -> None:
        inputs = self.random.normal(size=(300, 4))
        answers = inputs[:, :1] + self.random.normal(size=(300, 1)) / 10
        all_of_them = line.fit(inputs, answers)

        with patch.object(line, "MOST_WORK", 1000):
            some = line.fit(inputs, answers)

        np.testing.assert_allclose(some, all_of_them, atol=0.01)


class NetworkTests(SimpleTestCase):
    """A small network, and when it stops."""

    def test_its_slopes_are_those_of_its_error(self) -> None:
        random = np.random.default_rng(6)
        inputs, answers = random.normal(size=(6, 2)), random.normal(size=(6, 1))
        weights = network.begin(2, 1, network.Chance(6))
        slopes, squares = network.slopes_of(weights, inputs, answers)
        self.assertAlmostEqual(squares / 6, network.loss(weights, inputs, answers))

        for layer, place in ((0, 3), (1, 7), (2, 120), (3, 4), (4, 9), (5, 0)):
            with self.subTest(layer=layer):
                before = weights[layer].flat[place]
                losses = []
                for step in (1e-5, -1e-5):
                    weights[layer].flat[place] = before + step
                    losses.append(network.loss(weights, inputs, answers))
                weights[layer].flat[place] = before
                decay = network.DECAY * before * (layer % 2 == 0)
                slope = (losses[0] - losses[1]) / 2e-5 + decay
                self.assertAlmostEqual(slopes[layer].flat[place], slope, delta=1e-7)

    def test_what_is_unknown_teaches_nothing(self) -> None:
        inputs = np.ones((4, 1))
        weights = network.begin(1, 2, network.Chance(6))
        known = np.array([[1.0, np.nan]] * 4)

        slopes, _ = network.slopes_of(weights, inputs, known)

        self.assertEqual(slopes[5][1], 0)
        self.assertNotEqual(slopes[5][0], 0)

    def test_there_are_fewer_epochs_of_more_rows(self) -> None:
        weights = network.begin(5, 1, network.Chance(1))

        epochs = [network.most_epochs(weights, rows) for rows in (10, 5000, 10**6)]

        self.assertEqual(epochs[0], network.EPOCHS)
        self.assertTrue(network.LEAST_EPOCHS < epochs[1] < network.EPOCHS)
        self.assertEqual(epochs[2], network.LEAST_EPOCHS)


class GroupTests(SimpleTestCase):
    """Which rows measure a model."""

    def test_of_few_each_is_in_one_of_five_groups(self) -> None:
        groups = groups_for([str(place) for place in range(12)])

        self.assertEqual(
            sorted(groups.count(group) for group in range(5)), [2, 2, 2, 3, 3]
        )
        self.assertEqual(method_for(12), "cross-validation")

    def test_of_many_a_fifth_is_held_back_in_whatever_order(self) -> None:
        ids = [str(place) for place in range(50)]
        held = {
            row for row, group in zip(ids, groups_for(ids), strict=True) if group == 0
        }
        again = zip(ids[::-1], groups_for(ids[::-1]), strict=True)

        self.assertEqual(len(held), 10)
        self.assertEqual({row for row, group in again if group == 0}, held)
        self.assertEqual(method_for(50), "held-back")
