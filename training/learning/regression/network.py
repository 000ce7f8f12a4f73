"""A small network: two layers of 50 sigmoids, and a prediction for each target.

Learnt with Adam (Kingma and Ba 2015) in small batches, and stopped before it knows its
rows by heart. Its twin is static/js/learning/regression_network.js: both take the same
steps in the same order, in 64-bit floats.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .chance import Chance

HIDDEN = 50
BATCH = 16  # rows
RATE = 0.01
KEPT = (0.9, 0.999)  # of the mean slope, and of the mean squared slope
TINY = 1e-7
DECAY = 1e-4  # How much large weights cost.
PATIENCE, PATIENT_STEPS = 40, 500  # epochs, and batches, without progress
PROGRESS = 0.999  # of the error that was the least
EPOCHS = 500  # at most; fewer where there is much to do in each
LEAST_EPOCHS = 20
EFFORT = 1e9  # products of a number and a weight, in all epochs
STOPPING = 0.2  # of the rows say when to stop
MANY = 1000  # rows; then those need not be learnt as well, to be as good

Matrix = NDArray[np.float64]
Weights = list[Matrix]  # of each layer the kernel (from, to) and the biases (to,)
Tick = Callable[[int, float, float | None], None]  # epoch, loss, loss of others


@dataclass
class Slopes:
    """What Adam remembers of the slopes that it has seen."""

    weights: Weights
    steps: int = 0
    means: Weights = field(init=False)
    squares: Weights = field(init=False)

    def __post_init__(self) -> None:
        self.means = [np.zeros_like(each) for each in self.weights]
        self.squares = [np.zeros_like(each) for each in self.weights]

    def step(self, slopes: Weights) -> None:
        """Go a step down."""
        self.steps += 1
        first, second = KEPT
        rate = RATE * np.sqrt(1 - second**self.steps) / (1 - first**self.steps)
        parts = zip(self.weights, self.means, self.squares, slopes, strict=True)
        for weights, mean, square, slope in parts:
            mean += (1 - first) * (slope - mean)
            square += (1 - second) * (slope * slope - square)
            weights -= rate * mean / (np.sqrt(square) + TINY)


def begin(width: int, targets: int, chance: Chance) -> Weights:
    """Return weights as networks begin: Glorot and Bengio (2010), uniform."""
    weights = []
    for before, after in ((width, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, targets)):
        limit = np.sqrt(6 / (before + after))
        drawn = (2 * chance.take(before * after) - 1) * limit
        weights += [drawn.reshape(before, after), np.zeros(after)]
    return weights


def predict(weights: Weights, inputs: Matrix) -> Matrix:
    """Return what the network says, (rows, targets)."""
    return layers(weights, inputs)[-1]


def layers(weights: Weights, inputs: Matrix) -> Weights:
    first = sigmoid(inputs @ weights[0] + weights[1])
    second = sigmoid(first @ weights[2] + weights[3])
    return [first, second, second @ weights[4] + weights[5]]


def sigmoid(evidence: Matrix) -> Matrix:
    # The same as 1 / (1 + exp(-evidence)), which could grow too large on its way.
    shares: Matrix = (1 + np.tanh(evidence / 2)) / 2
    return shares


def slopes_of(
    weights: Weights, inputs: Matrix, answers: Matrix
) -> tuple[Weights, float]:
    """Return in which direction the error grows for each weight, and its squares."""
    first, second, said = layers(weights, inputs)
    errors = np.nan_to_num(said - answers)
    wrong = 2 * errors / len(inputs)
    before = wrong @ weights[4].T * second * (1 - second)
    before_that = before @ weights[2].T * first * (1 - first)
    slopes = [
        inputs.T @ before_that + DECAY * weights[0],
        before_that.sum(axis=0),
        first.T @ before + DECAY * weights[2],
        before.sum(axis=0),
        second.T @ wrong + DECAY * weights[4],
        wrong.sum(axis=0),
    ]
    return slopes, float((errors**2).sum())


def loss(weights: Weights, inputs: Matrix, answers: Matrix) -> float:
    """Return the mean squared error of what is known, in squared deviations."""
    wrong = predict(weights, inputs) - answers
    known = ~np.isnan(wrong)
    return float((wrong[known] ** 2).sum() / max(1, known.sum()))


def fit(
    inputs: Matrix,
    answers: Matrix,
    seed: int,
    tick: Tick = lambda epoch, loss, others: None,
    epochs: int | None = None,
) -> tuple[Weights, int]:
    """Return the weights learnt from all rows, and after how many epochs.

    Unless `epochs` says it, some of the rows say first when it is best to stop. `tick`
    hears of every epoch, and may raise to stop it all.
    """
    if epochs is None:
        best, epochs = best_moment(inputs, answers, seed, tick)
        if len(inputs) >= MANY:
            return best, epochs
    weights = begin(inputs.shape[1], answers.shape[1], Chance(seed))
    chance, slopes = Chance(seed + 1), Slopes(weights)
    for epoch in range(epochs):
        tick(epoch + 1, run(slopes, inputs, answers, chance), None)
    return weights, epochs


def best_moment(
    inputs: Matrix, answers: Matrix, seed: int, tick: Tick
) -> tuple[Weights, int]:
    """Find out after how many epochs rows that were not learnt are predicted best."""
    order = Chance(seed + 2).order(len(inputs))
    count = max(1, round(STOPPING * len(inputs)))
    back, rest = order[:count], order[count:]
    weights = begin(inputs.shape[1], answers.shape[1], Chance(seed))
    chance, slopes = Chance(seed + 1), Slopes(weights)
    least, best, kept = np.inf, 1, weights
    for epoch in range(1, most_epochs(weights, len(inputs)) + 1):
        learnt = run(slopes, inputs[rest], answers[rest], chance)
        others = loss(weights, inputs[back], answers[back])
        tick(epoch, learnt, others)
        if others < PROGRESS * least:
            least, best, kept = others, epoch, [each.copy() for each in weights]
        elif epoch - best >= patience_for(len(rest)):
            break
    return kept, best


def most_epochs(weights: Weights, rows: int) -> int:
    size = sum(each.size for each in weights)
    return int(max(LEAST_EPOCHS, min(EPOCHS, EFFORT // (size * max(1, rows)))))


def patience_for(rows: int) -> int:
    """Return how many epochs are waited: a curve is a long time without progress."""
    return max(PATIENCE, math.ceil(PATIENT_STEPS / max(1, math.ceil(rows / BATCH))))


def run(slopes: Slopes, inputs: Matrix, answers: Matrix, chance: Chance) -> float:
    """Learn from every row once, in an order drawn by chance.

    Returns the mean squared error on the way.
    """
    order, squares = chance.order(len(inputs)), 0.0
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        found, wrong = slopes_of(slopes.weights, inputs[batch], answers[batch])
        slopes.step(found)
        squares += wrong
    return squares / max(1, int((~np.isnan(answers)).sum()))
