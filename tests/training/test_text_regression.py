import numpy as np
from django.test import SimpleTestCase, tag

from training.learning.text import features
from training.learning.text.corpus import Corpus
from training.learning.text.reader import Reader
from training.learning.text.regression import STRENGTH, Space, fit

from .sentences import KIND, MEAN
from .test_text_classifier import TinyEncoder

TEXTS = [
    *KIND,
    *MEAN,
    "",
    "!!!",
    "Hvor er toget?",
    "電車はどこ",
    "What a lovely day this is",
]
ANSWERS = [0] * 6 + [1] * 6 + [2, 2, 2, 2, 1]


def reference(rows, answers, strength):
    """Return weights and biases by Newton's method in the dual: plain NumPy."""
    count, label_count = len(rows), max(answers) + 1
    products, wanted = rows @ rows.T, np.eye(label_count)[answers]
    shares, biases = np.zeros((count, label_count)), np.zeros(label_count)
    for _ in range(50):
        given = softmax(products @ shares + biases)
        slope = np.vstack(
            [products @ (given - wanted + shares / strength), (given - wanted).sum(0)]
        )
        bends = np.zeros((count + 1, label_count, count + 1, label_count))
        joined = np.hstack([products, np.ones((count, 1))])
        for place in range(count):
            bend = np.diag(given[place]) - np.outer(given[place], given[place])
            one = joined[place]
            bends += np.einsum("i,kl,j->ikjl", one, bend, one)
        for label in range(label_count):
            bends[:count, label, :count, label] += products / strength
        size = (count + 1) * label_count
        step = np.linalg.lstsq(bends.reshape(size, size), slope.ravel(), rcond=1e-12)
        step = step[0].reshape(count + 1, label_count)
        shares, biases = shares - step[:count], biases - step[count]
        if np.abs(step).max() < 1e-10:
            break
    return rows.T @ shares, biases


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def rows_of(texts):
    rows = np.zeros((len(texts), features.WIDTH))
    for row, text in zip(rows, texts, strict=True):
        sentence = features.read(text, False)
        row[sentence.places] = sentence.values
    return rows


@tag("slow")
class FitTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corpus = Corpus.of(TEXTS, Reader(False, None), lambda done: None)
        cls.space = Space.of(cls.corpus.products)
        cls.wanted = np.eye(3)[ANSWERS]

    def fitted(self, counted=None, start=None):
        counted = np.ones((len(TEXTS), 1)) if counted is None else counted
        return fit(self.space, self.wanted, counted, start)

    def test_it_finds_the_same_optimum_as_newton_in_numpy(self):
        rows = rows_of(TEXTS)
        weights, biases = reference(rows, ANSWERS, STRENGTH)

        best = self.fitted()[:, 0]

        found = self.corpus.combined(self.space.shares(best)), self.space.biases(best)
        asked = rows_of([*TEXTS, "a kind day", "awful", "Zug", "どこ"])
        np.testing.assert_allclose(
            softmax(asked @ found[0] + found[1]),
            softmax(asked @ weights + biases),
            atol=1e-5,
        )

    def test_the_products_are_those_of_the_sentences(self):
        rows = rows_of(TEXTS)

        np.testing.assert_allclose(self.corpus.products, rows @ rows.T, atol=1e-6)

    def test_its_logits_are_those_of_the_weights(self):
        best = self.fitted()
        weights = self.corpus.combined(self.space.shares(best[:, 0]))

        logits = rows_of(TEXTS) @ weights + self.space.biases(best[:, 0])

        np.testing.assert_allclose(self.space.logits(best)[:, 0], logits, atol=1e-5)

    def test_an_encoder_counts_as_much_where_the_model_is_used(self):
        corpus = Corpus.of(TEXTS, Reader(False, TinyEncoder()), lambda done: None)
        space = Space.of(corpus.products)
        best = fit(space, self.wanted, np.ones((len(TEXTS), 1)))

        weights = corpus.combined(space.shares(best[:, 0]))

        rows = np.hstack([rows_of(TEXTS), TinyEncoder().encode(TEXTS)])
        logits = rows @ weights + space.biases(best[:, 0])
        np.testing.assert_allclose(space.logits(best)[:, 0], logits, atol=1e-5)

    def test_models_that_are_fitted_at_once_are_as_good_as_one_by_one(self):
        counted = 1 - np.eye(len(TEXTS))[:, [0, 7, 13]]

        together = softmax(self.space.logits(self.fitted(counted)).reshape(-1, 3))

        alone = [
            self.space.logits(self.fitted(counted[:, [model]])) for model in range(3)
        ]
        apart = softmax(np.concatenate(alone, axis=1).reshape(-1, 3))
        np.testing.assert_allclose(together, apart, atol=1e-5)

    def test_where_it_starts_does_not_matter(self):
        best = self.fitted()
        start = np.random.default_rng(1).normal(size=best.shape)

        other = self.fitted(start=start)

        np.testing.assert_allclose(
            softmax(self.space.logits(other)[:, 0]),
            softmax(self.space.logits(best)[:, 0]),
            atol=1e-5,
        )

    def test_an_example_that_does_not_count_is_not_learnt(self):
        counted = np.ones((len(TEXTS), 1))
        counted[-1] = 0  # The same sentence as the first one, under another label.

        with_it = softmax(self.space.logits(self.fitted())[:, 0])
        without = softmax(self.space.logits(self.fitted(counted))[:, 0])

        self.assertLess(with_it[0, 0], 0.7)
        self.assertGreater(without[0, 0], 0.85)

    def test_steps_can_be_stopped(self):
        class Stop(BaseException):
            pass

        def stop():
            raise Stop

        with self.assertRaises(Stop):
            fit(self.space, self.wanted, np.ones((len(TEXTS), 1)), tick=stop)
