"""Softmax regression: how much every feature speaks for every label.

Its optimum is a sum of the examples' vectors, so that it can be sought in the space
they span, which has as many dimensions as there are examples and not 16,384:
Hastie, Tibshirani and Friedman, “The Elements of Statistical Learning” (2009), 18.3.5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from ..libraries import load_libraries

# How little large weights are held against a model.
STRENGTH = 10.0
# How much the cross-entropy of an example bends at the optimum: from 0 to 1/4.
BEND = 0.03
NEARLY_NOTHING = 1e-10  # of the longest direction; shorter ones are rounding errors
PRECISE = 2e-5  # Slope of the loss at which the optimum is as good as reached.
MOST_STEPS = 1000
REMEMBERED = 20  # steps that tell how the loss is curved

Matrix = NDArray[np.float64]
Tick = Callable[[], None]


@dataclass(frozen=True)
class Space:
    """The space that examples span, stretched until the loss bends alike everywhere.

    The last of its dimensions stands for the biases.
    """

    places: Matrix  # of the examples, (examples, dimensions)
    penalties: Matrix  # for a weight's square, (dimensions,)
    parts: Matrix  # of the examples' vectors in the dimensions, (examples, dimensions)

    @classmethod
    def of(cls, products: Matrix) -> "Space":
        """Take the inner products of all pairs of examples, (examples, examples)."""
        share_the_cores()
        lengths, directions = np.linalg.eigh(products)
        real = lengths > NEARLY_NOTHING * max(1.0, lengths[-1])
        lengths, directions = lengths[real], directions[:, real]
        stretch = 1 / np.sqrt(BEND * lengths + 1 / STRENGTH)
        bias = np.full((len(products), 1), 1 / np.sqrt(BEND * len(products)))
        return cls(
            np.hstack([directions * (np.sqrt(lengths) * stretch), bias]),
            np.append(stretch**2 / (2 * STRENGTH), 0.0),
            np.hstack([directions / np.sqrt(lengths) * stretch, 0 * bias]),
        )

    def logits(self, weights: Matrix) -> Matrix:
        """Return (examples, models, labels) for what was fitted."""
        return np.tensordot(self.places, weights, 1)

    def shares(self, weights: Matrix) -> Matrix:
        """Return how much of each example's vector is in weights of one model."""
        shares: Matrix = self.parts @ weights
        return shares

    def biases(self, weights: Matrix) -> Matrix:
        """Return the biases of one model, (labels,)."""
        biases: Matrix = self.places[0, -1] * weights[-1]
        return biases


def fit(
    space: Space,
    answers: Matrix,
    counted: Matrix,
    start: Matrix | None = None,
    tick: Tick = lambda: None,
) -> Matrix:
    """Return the best weights of this space, (dimensions, models, labels).

    Several models are fitted at once: `counted` (examples, models) is 1 where an
    example counts; `answers` (examples, labels) is 1 for the right label. The loss is
    the sum of cross-entropies in nats, and of squared weights / (2 STRENGTH).
    """
    tf = load_libraries().tf
    fixed = [
        tf.constant(array, tf.float64)
        for array in (space.places, space.penalties, answers, counted)
    ]
    shape = (len(space.penalties), counted.shape[1], answers.shape[1])

    def loss_and_slope(flat: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        weights = tf.constant(flat.reshape(shape), tf.float64)
        loss, slope = _loss_and_slope()(weights, *fixed)
        return float(loss), slope.numpy().ravel()

    found = minimize(
        loss_and_slope,
        (np.zeros(shape) if start is None else start).ravel(),
        jac=True,
        method="L-BFGS-B",
        callback=lambda _: tick(),
        options={
            "gtol": PRECISE,
            "ftol": 0,
            "maxiter": MOST_STEPS,
            "maxcor": REMEMBERED,
        },
    )
    best: Matrix = found.x.reshape(shape)
    return best


@cache
def share_the_cores() -> None:
    """Let NumPy use one core: beside other work, its threads wait for each other."""
    threadpool_limits(1, user_api="blas")


@cache
def _loss_and_slope() -> Any:
    """Return the loss and its gradient as TensorFlow compiles them, for any sizes."""
    tf = load_libraries().tf
    vector = tf.TensorSpec([None], tf.float64)
    matrix = tf.TensorSpec([None, None], tf.float64)
    several = tf.TensorSpec([None, None, None], tf.float64)

    @tf.function(input_signature=[several, matrix, vector, matrix, matrix])  # type: ignore[untyped-decorator]
    def loss_and_slope(
        weights: Any, places: Any, penalties: Any, answers: Any, counted: Any
    ) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(weights)
            shape = tf.shape(weights)
            flat = places @ tf.reshape(weights, [shape[0], -1])
            logits = tf.reshape(flat, [-1, shape[1], shape[2]])
            wanted = tf.broadcast_to(answers[:, None, :], tf.shape(logits))
            losses = tf.nn.softmax_cross_entropy_with_logits(wanted, logits)
            large = tf.reduce_sum(penalties[:, None, None] * weights**2)
            loss = tf.reduce_sum(losses * counted) + large
        return loss, tape.gradient(loss, weights)

    return loss_and_slope.get_concrete_function()
