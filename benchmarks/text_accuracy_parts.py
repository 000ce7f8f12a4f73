"""The ways to learn sentences that benchmarks/text_accuracy.py compares."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from training.learning.encoder import Encoder
from training.learning.text.corpus import Corpus
from training.learning.text.model import Model
from training.learning.text.reader import Reader
from training.learning.text.regression import fit, log_shares
from training.learning.text.spaces import space_of

LARGEST_SHARE = 0.6  # of a label's examples; the rest is to be tested on

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Texts:
    """Examples with their labels, and what is computed of them only once."""

    name: str
    texts: list[str]
    labels: list[str]
    _read: dict[tuple[bool, str | None], Corpus] = field(default_factory=dict)

    @cached_property
    def answers(self) -> Places:
        """Return each example's label, as a number."""
        return np.unique(self.labels, return_inverse=True)[1]

    def has_enough(self, per_label: int) -> bool:
        """Say whether enough is left to test on."""
        return per_label <= LARGEST_SHARE * min(Counter(self.labels).values())

    def draw(self, per_label: int, seed: int) -> tuple[Places, Places]:
        """Return the examples to learn from, and all the others."""
        shuffled = np.random.default_rng(seed).permutation(len(self.texts))
        drawn = [
            shuffled[self.answers[shuffled] == answer][:per_label]
            for answer in range(self.answers.max() + 1)
        ]
        learnt = np.concatenate(drawn)
        return learnt, np.setdiff1d(shuffled, learnt)

    def read(self, reader: Reader) -> Corpus:
        """Return all examples as vectors."""
        key = reader.meaning, reader.encoder.id if reader.encoder else None
        if key not in self._read:
            self._read[key] = Corpus.of(self.texts, reader, lambda done: None)
        return self._read[key]


def tf_idf(
    vectoriser: Callable[[], Any], texts: Texts, learnt: Places, rest: Places
) -> Places:
    """Learn by scikit-learn's defaults, and return the answers to the rest."""
    words = vectoriser()
    rows = words.fit_transform([texts.texts[place] for place in learnt])
    network = LogisticRegression(max_iter=1000).fit(rows, texts.answers[learnt])
    answers: Places = network.predict(
        words.transform([texts.texts[place] for place in rest])
    )
    return answers


def ours(encoder: Encoder | None, texts: Texts, learnt: Places, rest: Places) -> Places:
    """Learn as the worker does, and return the answers to the rest."""
    meaning = Reader.suited_to([texts.texts[place] for place in learnt]).meaning
    corpus = texts.read(Reader(meaning, encoder))
    model = _learn(_some(corpus, learnt), texts.answers[learnt])
    logits = [
        model.logits(corpus.sentences[place], corpus.encoded[place]) for place in rest
    ]
    answered: Places = np.argmax(logits, axis=1)
    return answered


def _learn(corpus: Corpus, answers: Places) -> Model:
    space, priors = space_of(corpus), log_shares(answers, answers.max() + 1)
    best = fit(space, answers, priors, np.ones((len(answers), 1)))[:, 0]
    learnt = space.combined(best).astype(np.float32)
    biases = (priors + learnt[-1]).astype(np.float32)
    return Model(learnt[:-1], biases, corpus.encoded.shape[1])


def _some(corpus: Corpus, places: Places) -> Corpus:
    sentences = [corpus.sentences[place] for place in places]
    return Corpus(sentences, corpus.encoded[places])
