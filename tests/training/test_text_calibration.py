import numpy as np
from django.test import SimpleTestCase

from training.learning.text.calibration import describe, find_temperature, log_loss


def answers_as_sure_as(logits, temperature, seed=0):
    """Draw answers that follow the confidences of logits / temperature."""
    powers = np.exp(logits / temperature)
    confidences = powers / powers.sum(axis=1, keepdims=True)
    random = np.random.default_rng(seed)
    return np.array([random.choice(len(row), p=row) for row in confidences])


NO_BIAS = np.zeros(1)


class TemperatureTests(SimpleTestCase):
    def test_it_is_found_among_many_sentences(self):
        logits = np.random.default_rng(1).normal(0, 3, (4000, 3))

        for temperature in (0.6, 1.0, 2.5):
            answers = answers_as_sure_as(logits, temperature)
            found = find_temperature(logits, NO_BIAS, answers)
            self.assertAlmostEqual(found / temperature, 1, delta=0.1)

    def test_four_sentences_cannot_make_it_wild(self):
        logits = np.array([[1.0, 0], [1.0, 0], [0, 1.0], [0, 1.0]])

        all_right = find_temperature(logits, NO_BIAS, np.array([0, 0, 1, 1]))
        all_wrong = find_temperature(50 * logits, NO_BIAS, np.array([1, 1, 0, 0]))

        self.assertTrue(0.8 < all_right < 1)
        self.assertTrue(1 < all_wrong < 8)

    def test_without_sentences_nothing_is_changed(self):
        nothing = np.zeros((0, 3)), NO_BIAS, np.zeros(0, np.int64)

        self.assertEqual(find_temperature(*nothing), 1)
        self.assertIsNone(describe(1.0, *nothing))

    def test_it_never_makes_the_measured_sentences_more_surprising(self):
        logits = np.random.default_rng(2).normal(0, 4, (30, 4))
        answers = answers_as_sure_as(logits, 3)

        found = find_temperature(logits, NO_BIAS, answers)
        told = describe(found, logits, NO_BIAS, answers)

        self.assertLess(told["log_loss_after"], told["log_loss_before"])

    def test_the_shares_of_the_labels_are_not_made_stronger(self):
        biases = np.log([0.9, 0.1])
        evidence = np.zeros((50, 2))

        found = find_temperature(evidence, biases, np.array([0] * 45 + [1] * 5))

        self.assertAlmostEqual(found, 1, delta=0.01)

    def test_the_log_loss_is_the_surprise_at_the_right_answer(self):
        logits = np.log([[0.25, 0.75], [0.5, 0.5]])

        loss = log_loss(logits, np.array([1, 0]))

        self.assertAlmostEqual(loss, -(np.log(0.75) + np.log(0.5)) / 2)
