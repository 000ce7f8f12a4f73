"""Softmax regression: how much every feature speaks for every label.

It begins at the share of each label among the examples, which is all that is known of
a sentence of which nothing is known; what sentences have in common moves it a little.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from ..libraries import load_libraries

# How little large weights are held against a model.
STRENGTH = 10.0
# How much the cross-entropy of an example bends at the optimum: from 0 to 1/4.
BEND = 0.03
PRECISE = 2e-5  # Slope of the loss at which the optimum is as good as reached.
REMEMBERED = 20  # steps that tell how the loss is curved
STEPS = {"gtol": PRECISE, "ftol": 0, "maxiter": 1000, "maxcor": REMEMBERED}

Matrix = NDArray[np.float64]
Tick = Callable[[], None]


class Space(Protocol):
    """Where the weights are sought: stretched until the loss bends alike everywhere."""

    @property
    def places(self) -> Any:
        """Return the examples' places, (examples, dimensions), for TensorFlow."""
        ...

    @property
    def penalties(self) -> Matrix:
        """Return what the square of a weight costs in each dimension."""
        ...

    def logits(self, weights: Matrix) -> Matrix:
        """Return (examples, models, labels) for what was fitted, without priors."""
        ...

    def combined(self, weights: Matrix) -> Matrix:
        """Return one model's weights of features, (width + 1, labels).

        The last are those of what every sentence has.
        """
        ...


def log_shares(answers: NDArray[np.int64], label_count: int) -> Matrix:
    """Return the logarithm of each label's share, (labels,); all have examples."""
    shares: Matrix = np.bincount(answers, minlength=label_count) / len(answers)
    return np.log(shares)


def fit(
    space: Space,
    answers: NDArray[np.int64],
    priors: Matrix,
    counted: Matrix,
    start: Matrix | None = None,
    tick: Tick = lambda: None,
) -> Matrix:
    """Return the best weights of this space, (dimensions, models, labels).

    Several models are fitted at once: `counted` (examples, models) is 1 where an
    example counts. The loss is the sum of cross-entropies in nats, and of squared
    weights / (2 STRENGTH).
    """
    loss_and_slope = measured(space, np.eye(len(priors))[answers], priors, counted)
    shape = (len(space.penalties), counted.shape[1], len(priors))
    found = minimize(
        lambda flat: loss_and_slope(flat.reshape(shape)),
        (np.zeros(shape) if start is None else start).ravel(),
        jac=True,
        method="L-BFGS-B",
        callback=lambda _: tick(),
        options=STEPS,
    )
    best: Matrix = found.x.reshape(shape)
    return best


def measured(
    space: Space, wanted: Matrix, priors: Matrix, counted: Matrix
) -> Callable[[Matrix], tuple[float, NDArray[Any]]]:
    """Return what tells of weights the loss, and its slope as one row of numbers."""
    tf = load_libraries().tf
    places = space.places
    is_sparse = isinstance(places, tf.SparseTensor)
    measure = loss_of_sparse() if is_sparse else loss_of_full()
    # Once, not at every step.
    fixed = [places if is_sparse else tf.constant(places, tf.float64)]
    for array in (space.penalties, priors, wanted, counted):
        fixed.append(tf.constant(array, tf.float64))

    def loss_and_slope(weights: Matrix) -> tuple[float, NDArray[Any]]:
        loss, slope = measure(weights, *fixed)
        return float(loss), slope.numpy().ravel()

    return loss_and_slope


@cache
def share_the_cores() -> None:
    """Let NumPy use one core: beside other work, its threads wait for each other."""
    threadpool_limits(1, user_api="blas")


@cache
def loss_of_full() -> Any:
    """Return the loss and its gradient for places in a matrix."""
    tf = load_libraries().tf
    return compiled(tf.TensorSpec([None, None], tf.float64), tf.matmul)


@cache
def loss_of_sparse() -> Any:
    """Return the loss and its gradient for places that are nearly all zero."""
    tf = load_libraries().tf
    spec = tf.SparseTensorSpec([None, None], tf.float64)
    return compiled(spec, tf.sparse.sparse_dense_matmul)


def compiled(spec_of_places: Any, multiply: Callable[[Any, Any], Any]) -> Any:
    """Return the loss and its gradient as TensorFlow compiles them, for any sizes."""
    tf = load_libraries().tf
    vector = tf.TensorSpec([None], tf.float64)
    matrix = tf.TensorSpec([None, None], tf.float64)
    several = tf.TensorSpec([None, None, None], tf.float64)
    signature = [several, spec_of_places, vector, vector, matrix, matrix]

    @tf.function(input_signature=signature)  # type: ignore[untyped-decorator]
    def loss_and_slope(
        weights: Any,
        places: Any,
        penalties: Any,
        priors: Any,
        wanted: Any,
        counted: Any,
    ) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(weights)
            shape = tf.shape(weights)
            flat = multiply(places, tf.reshape(weights, [shape[0], -1]))
            logits = tf.reshape(flat, [-1, shape[1], shape[2]]) + priors
            each = tf.broadcast_to(wanted[:, None, :], tf.shape(logits))
            losses = tf.nn.softmax_cross_entropy_with_logits(each, logits)
            large = tf.reduce_sum(penalties[:, None, None] * weights**2)
            loss = tf.reduce_sum(losses * counted) + large
        return loss, tape.gradient(loss, weights)

    return loss_and_slope
