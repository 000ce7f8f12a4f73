"""All sentences of a project as vectors, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, hstack

from .features import WIDTH, Sentence
from .reader import Reader
from .regression import Matrix

# How strongly the encoder counts beside words and parts of words. Twice as strongly,
# English gains a point, and languages that the encoder does not know lose some.
ENCODER_WEIGHT = 1.25
AT_ONCE = 20  # sentences
# Columns of which more of the examples have something are counted as full ones.
OFTEN = 0.05


@dataclass(frozen=True)
class Corpus:
    """The sentences, and the encoder's vectors of them, (sentences, width)."""

    sentences: list[Sentence]
    encoded: NDArray[np.float32]

    @classmethod
    def of(
        cls, texts: Sequence[str], reader: Reader, tick: Callable[[float], None]
    ) -> "Corpus":
        """Read the texts, and say how far it is."""
        sentences, encoded = [], []
        for start in range(0, len(texts), AT_ONCE):
            tick(start / len(texts))
            some = texts[start : start + AT_ONCE]
            sentences += [reader.read(text) for text in some]
            encoded.append(reader.encode(some))
        return cls(sentences, np.vstack(encoded))

    @property
    def products(self) -> Matrix:
        """Return the inner products of all pairs of rows of `weighted`."""
        counts = np.bincount(self._vectors.indices, minlength=WIDTH)
        often = counts > OFTEN * len(self.sentences)
        columns = csc_array(self._vectors)
        # Where most is zero, only sparse is fast; elsewhere, only dense.
        weighted = ENCODER_WEIGHT * self.encoded
        full = np.hstack([columns[:, often].toarray(), weighted])
        rare = columns[:, ~often & (counts > 0)]
        products: Matrix = full @ full.T + (rare @ rare.T).toarray()
        return products + 1  # Of the feature that every sentence has.

    def combined(self, shares: Matrix) -> Matrix:
        """Return the sum of all vectors, by `shares` (sentences, labels) of each.

        The encoder's are weighted in it, and so must not be where it is used.
        """
        words = self._vectors.T @ shares
        encoded = ENCODER_WEIGHT**2 * (self.encoded.T @ shares)
        return np.vstack([words, encoded, shares.sum(axis=0)])

    @property
    def weighted(self) -> csr_array:
        """Return all vectors, (sentences, width + 1), as the weights are learnt.

        The encoder's count as much as they are to; last comes a feature that every
        sentence has, whose weights are the biases.
        """
        encoded = csr_array(ENCODER_WEIGHT * self.encoded.astype(np.float64))
        always = csr_array(np.ones((len(self.sentences), 1)))
        return csr_array(hstack([self._vectors, encoded, always], format="csr"))

    def unweighted(self, weights: Matrix) -> Matrix:
        """Return weights for vectors of which the encoder's count as they are."""
        weights[WIDTH:-1] *= ENCODER_WEIGHT
        return weights

    @cached_property
    def _vectors(self) -> csr_array:
        starts = np.cumsum([0, *(len(sentence.places) for sentence in self.sentences)])
        values = [sentence.values for sentence in self.sentences]
        places = [sentence.places for sentence in self.sentences]
        shape = (len(self.sentences), WIDTH)
        joined = np.concatenate(values).astype(np.float64)
        return csr_array((joined, np.concatenate(places), starts), shape)
