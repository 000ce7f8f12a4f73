import numpy as np
from django.test import SimpleTestCase, tag

from training.learning.text import features
from training.learning.text.corpus import Corpus
from training.learning.text.reader import Reader
from training.learning.text.regression import STRENGTH, fit, log_shares
from training.learning.text.spaces import FeatureSpace, SpannedSpace, space_of

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


def reference(rows, answers, biases, strength):
    """Return weights by Newton's method in the dual: plain NumPy."""
    count, label_count = len(rows), len(biases)
    products, wanted = rows @ rows.T, np.eye(label_count)[answers]
    shares = np.zeros((count, label_count))
    for _ in range(50):
        given = softmax(products @ shares + biases)
        slope = products @ (given - wanted + shares / strength)
        bends = np.zeros((count, label_count, count, label_count))
        for place, one in enumerate(products):
            bend = np.diag(given[place]) - np.outer(given[place], given[place])
            bends += np.einsum("i,kl,j->ikjl", one, bend, one)
        for label in range(label_count):
            bends[:, label, :, label] += products / strength
        size = count * label_count
        step = np.linalg.lstsq(bends.reshape(size, size), slope.ravel(), rcond=1e-12)
        step = step[0].reshape(count, label_count)
        shares = shares - step
        if np.abs(step).max() < 1e-10:
            break
    return rows.T @ shares


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def rows_of(texts):
    rows = np.zeros((len(texts), features.WIDTH + 1))
    rows[:, -1] = 1  # The feature that every sentence has.
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
        cls.space = space_of(cls.corpus)
        cls.answers = np.array(ANSWERS)
        cls.priors = log_shares(cls.answers, 3)

    def fitted(self, counted=None, start=None, space=None, **more):
        counted = np.ones((len(TEXTS), 1)) if counted is None else counted
        space = space or self.space
        return fit(space, self.answers, self.priors, counted, start, **more)

    def test_it_finds_the_same_optimum_as_newton_in_numpy(self):
        rows = rows_of(TEXTS)
        weights = reference(rows, ANSWERS, self.priors, STRENGTH)
        asked = rows_of([*TEXTS, "a kind day", "awful", "Zug", "どこ"])
        everywhere = FeatureSpace.of(self.corpus.weighted, self.corpus.unweighted)
        for space in (self.space, everywhere):
            with self.subTest(type(space).__name__):
                found = space.combined(self.fitted(space=space)[:, 0])

                np.testing.assert_allclose(
                    softmax(asked @ found + self.priors),
                    softmax(asked @ weights + self.priors),
                    atol=1e-5,
                )

    def test_what_nothing_is_known_of_gets_the_share_of_each_label(self):
        np.testing.assert_allclose(
            softmax(self.priors[None])[0], [6 / 17, 7 / 17, 4 / 17], atol=1e-9
        )

    def test_the_products_are_those_of_the_sentences(self):
        rows = rows_of(TEXTS)

        np.testing.assert_allclose(self.corpus.products, rows @ rows.T, atol=1e-6)

    def test_its_logits_are_those_of_the_weights(self):
        best = self.fitted()
        weights = self.space.combined(best[:, 0])

        logits = rows_of(TEXTS) @ weights

        np.testing.assert_allclose(self.space.logits(best)[:, 0], logits, atol=1e-5)

    def test_an_encoder_counts_as_much_where_the_model_is_used(self):
        corpus = Corpus.of(TEXTS, Reader(False, TinyEncoder()), lambda done: None)
        words = rows_of(TEXTS)
        encoded = TinyEncoder().encode(TEXTS)
        rows = np.hstack([words[:, :-1], encoded, words[:, -1:]])
        spaces = {
            "spanned": SpannedSpace.of(corpus.products, corpus.combined),
            "features": FeatureSpace.of(corpus.weighted, corpus.unweighted),
        }
        for name, space in spaces.items():
            with self.subTest(name):
                best = self.fitted(space=space)

                logits = rows @ space.combined(best[:, 0])

                np.testing.assert_allclose(space.logits(best)[:, 0], logits, atol=1e-5)

    def test_models_that_are_fitted_at_once_are_as_good_as_one_by_one(self):
        counted = 1 - np.eye(len(TEXTS))[:, [0, 7, 13]]

        together = softmax(self.space.logits(self.fitted(counted)).reshape(-1, 3))

        alone = [
            self.space.logits(self.fitted(counted[:, [model]])) for model in range(3)
        ]
        apart = softmax(np.concatenate(alone, axis=1).reshape(-1, 3))
        np.testing.assert_allclose(together, apart, atol=5e-5)

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
            self.fitted(tick=stop)
