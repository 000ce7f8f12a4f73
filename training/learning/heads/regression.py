"""Softmax regression on features of length 1: how much each speaks for each label.

The only optimum of what scikit-learn calls LogisticRegression(C=10), and which browsers
find as well: static/js/learning/head_learning.js.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

# How little large weights are held against a model.
STRENGTH = 10.0
# Slope of the loss at which the optimum is as good as reached.
STEPS = {"gtol": 1e-5, "ftol": 0, "maxiter": 1000, "maxcor": 20}
TINY = 1e-9  # Directions in which examples differ less than this are none.
NEVER = -100.0  # Evidence for a label that has no examples.

Matrix = NDArray[np.float64]
Tick = Callable[[], None]


@dataclass(frozen=True)
class Rows:
    """Examples as rows of length 1, and as places in the few directions they span.

    The best weights lie in what the examples span: with 40 of them 40 numbers a label
    are sought, and not 1,280.
    """

    features: Matrix  # (examples, features)
    places: Matrix  # (examples, directions)
    directions: Matrix  # (features, directions), each of length 1

    @classmethod
    def of(cls, features: Matrix) -> "Rows":
        """Take features of length 1, (examples, features)."""
        values, vectors = eigh(features @ features.T)
        kept = values > TINY * max(1.0, float(values[-1]))
        lengths = np.sqrt(values[kept])
        directions = features.T @ (vectors[:, kept] / lengths)
        return cls(features, vectors[:, kept] * lengths, directions)


def fit(
    places: Matrix,
    answers: NDArray[np.int64],
    start: Matrix | None = None,
    tick: Tick = lambda: None,
) -> Matrix:
    """Return the best weights, (directions + 1, labels); biases are the last row.

    The loss is the sum of cross-entropies in nats, and of squared weights without the
    biases / (2 STRENGTH). Every label has an example.
    """
    labels = int(answers.max()) + 1 if start is None else start.shape[1]
    begin = np.zeros((places.shape[1] + 1, labels)) if start is None else start
    found = minimize(
        loss_and_slope,
        begin.ravel(),
        args=(with_ones(places), np.eye(labels)[answers]),
        jac=True,
        method="L-BFGS-B",
        callback=lambda _: tick(),
        options=STEPS,
    )
    best: Matrix = found.x.reshape(begin.shape)
    return best


def loss_and_slope(
    flat: NDArray[np.float64], ones: Matrix, wanted: Matrix
) -> tuple[float, NDArray[np.float64]]:
    """Return the loss of flat weights, and its slope in the direction of each."""
    weights = flat.reshape(ones.shape[1], wanted.shape[1])
    logits = ones @ weights
    strength = np.full((ones.shape[1], 1), 1 / STRENGTH)
    strength[-1] = 0  # Biases may be as large as they like.
    loss = -float((log_softmax(logits, axis=1) * wanted).sum())
    loss += float((strength * weights**2).sum()) / 2
    slope = ones.T @ (softmax(logits, axis=1) - wanted) + strength * weights
    return loss, slope.ravel()


def with_ones(places: Matrix) -> Matrix:
    return np.hstack([places, np.ones((len(places), 1))])


def confidences(places: Matrix, weights: Matrix) -> Matrix:
    """Return what weights say of each place, (examples, labels)."""
    told: Matrix = softmax(places @ weights[:-1] + weights[-1], axis=1)
    return told


def as_head(
    rows: Rows, weights: Matrix, known: list[int], labels: int
) -> tuple[Matrix, Matrix]:
    """Return the kernel (features, labels) and the biases (labels,) of all labels.

    `known` are the labels that have examples, in the order of the weights.
    """
    kernel = np.zeros((rows.features.shape[1], labels))
    kernel[:, known] = rows.directions @ weights[:-1]
    bias = np.full(labels, NEVER)
    bias[known] = weights[-1]
    return kernel, bias
