"""Where softmax regression seeks its weights: among the examples, or all features.

Its optimum is a sum of the examples' vectors, so that it can be sought in the space
they span, which has as many dimensions as there are examples and not 16,384:
Hastie, Tibshirani and Friedman, “The Elements of Statistical Learning” (2009), 18.3.5.
Of very many examples, that space takes longer to find than to do without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from ..libraries import load_libraries
from .corpus import Corpus
from .regression import BEND, STRENGTH, Matrix, Space, share_the_cores

FEW = 1500  # examples
NEARLY_NOTHING = 1e-10  # of the longest direction; shorter ones are rounding errors


def space_of(corpus: Corpus) -> Space:
    """Return the space in which these examples are learnt soonest."""
    share_the_cores()
    if len(corpus.sentences) <= FEW:
        return SpannedSpace.of(corpus.products, corpus.combined)
    return FeatureSpace.of(corpus.weighted, corpus.unweighted)


@dataclass(frozen=True)
class SpannedSpace:
    """The space that examples span; every dimension is a mix of examples."""

    places: Matrix
    penalties: Matrix
    parts: Matrix  # of the examples' vectors in the dimensions, (examples, dimensions)
    combine: Callable[[Matrix], Matrix]  # from shares of examples to weights

    @classmethod
    def of(
        cls, products: Matrix, combine: Callable[[Matrix], Matrix]
    ) -> "SpannedSpace":
        """Take the inner products of all pairs of examples, (examples, examples)."""
        lengths, directions = np.linalg.eigh(products)
        real = lengths > NEARLY_NOTHING * max(1.0, lengths[-1])
        lengths, directions = lengths[real], directions[:, real]
        stretch = 1 / np.sqrt(BEND * lengths + 1 / STRENGTH)
        return cls(
            directions * (np.sqrt(lengths) * stretch),
            stretch**2 / (2 * STRENGTH),
            directions / np.sqrt(lengths) * stretch,
            combine,
        )

    def logits(self, weights: Matrix) -> Matrix:
        """Return (examples, models, labels) for what was fitted, without priors."""
        return np.tensordot(self.places, weights, 1)

    def combined(self, weights: Matrix) -> Matrix:
        """Return one model's weights of features, (width + 1, labels)."""
        return self.combine(self.parts @ weights)


@dataclass(frozen=True)
class FeatureSpace:
    """The features that occur, each a dimension."""

    vectors: csr_array  # stretched, (examples, dimensions)
    penalties: Matrix
    stretch: Matrix  # (dimensions,)
    columns: Any  # which feature each dimension is
    unweighted: Callable[[Matrix], Matrix]  # weights as they are used on a page
    width: int

    @classmethod
    def of(
        cls, vectors: csr_array, unweighted: Callable[[Matrix], Matrix]
    ) -> "FeatureSpace":
        """Take the vectors of all examples, (examples, width)."""
        squares = vectors.multiply(vectors).sum(axis=0)
        columns = np.flatnonzero(squares)
        stretch = 1 / np.sqrt(BEND * squares[columns] + 1 / STRENGTH)
        return cls(
            csr_array(vectors[:, columns] * stretch),
            stretch**2 / (2 * STRENGTH),
            stretch,
            columns,
            unweighted,
            vectors.shape[1],
        )

    @property
    def places(self) -> Any:
        """Return the vectors as TensorFlow takes them."""
        tf = load_libraries().tf
        listed = self.vectors.tocoo()
        indices = np.stack([listed.row, listed.col], axis=1).astype(np.int64)
        return tf.sparse.reorder(tf.SparseTensor(indices, listed.data, listed.shape))

    def logits(self, weights: Matrix) -> Matrix:
        """Return (examples, models, labels) for what was fitted, without priors."""
        flat = self.vectors @ weights.reshape(len(weights), -1)
        return np.asarray(flat).reshape(-1, *weights.shape[1:])

    def combined(self, weights: Matrix) -> Matrix:
        """Return one model's weights of features, (width + 1, labels)."""
        full = np.zeros((self.width, weights.shape[1]))
        full[self.columns] = self.stretch[:, None] * weights
        return self.unweighted(full)
