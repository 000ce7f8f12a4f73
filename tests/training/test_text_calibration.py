import numpy as np
from django.test import SimpleTestCase

from training.learning.text.calibration import describe, find_temperature, log_loss


def answers_as_sure_as(logits, temperature, seed=0):
    """Draw answers that follow the confidences of logits / temperature."""
    powers = np.exp(logits / temperature)
    confidences = powers / powers.sum(axis=1, keepdims=True)
    random = np.random.default_rng(seed)
    return np.array([random.choice(len(row), p=row) for row in confidences])


class TemperatureTests(SimpleTestCase):
    def test_it_is_found_among_many_sentences(self):
        logits = np.random.default_rng(1).normal(0, 3, (4000, 3))

        for temperature in (0.6, 1.0, 2.5):
            answers = answers_as_sure_as(logits, temperature)
            found = find_temperature(logits, answers)
            self.assertAlmostEqual(found / temperature, 1, delta=0.1)

    def test_four_sentences_cannot_make_it_wild(self):
        logits = np.array([[1.0, 0], [1.0, 0], [0, 1.0], [0, 1.0]])

        all_right = find_temperature(logits, np.array([0, 0, 1, 1]))
        all_wrong = find_temperature(50 * logits, np.array([1, 1, 0, 0]))

        self.assertTrue(0.8 < all_right < 1)
        self.assertTrue(1 < all_wrong < 8)

    def test_without_sentences_nothing_is_changed(self):
        nothing = np.zeros((0, 3)), np.zeros(0, np.int64)

        self.assertEqual(find_temperature(*nothing), 1)
        self.assertIsNone(describe(1.0, *nothing))

    def test_it_never_makes_the_measured_sentences_more_surprising(self):
        logits = np.random.default_rng(2).normal(0, 4, (30, 4))
        answers = answers_as_sure_as(logits, 3)

        told = describe(find_temperature(logits, answers), logits, answers)

        self.assertLess(told["log_loss_after"], told["log_loss_before"])

    def test_the_log_loss_is_the_surprise_at_the_right_answer(self):
        logits = np.log([[0.25, 0.75], [0.5, 0.5]])

        loss = log_loss(logits, np.array([1, 0]))

        self.assertAlmostEqual(loss, -(np.log(0.75) + np.log(0.5)) / 2)
