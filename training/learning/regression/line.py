"""A straight line through rows: how much of each prediction every column adds.

Ridge regression (Hoerl and Kennard 1970): large slopes cost, and how much they cost is
what predicts each row best from all others. Its twin is
static/js/learning/regression_line.js.
"""

import math

import numpy as np
from numpy.typing import NDArray

# What slopes cost, in shares of the rows: the dearest leaves little but the mean.
STRENGTHS = [10.0**power for power in range(4, -8, -1)]
# How much less wrong a cheaper one has to be: where nothing speaks for slopes, there
# are hardly any.
BETTER = 0.99
# And than hardly any slopes, of ten rows a fifth, of a thousand next to nothing: by so
# much a line of few rows is less wrong by chance.
BY_CHANCE = 2  # rows
LEAST = 1e-9
MOST_WORK = 2e8  # products, to see how wrong a strength is

Matrix = NDArray[np.float64]


def fit(inputs: Matrix, answers: Matrix) -> Matrix:
    """Return weights (width + 1, targets) for inputs (rows, width); biases are last.

    Answers (rows, targets) are NaN where they are unknown, and near 0 with a deviation
    near 1.
    """
    columns = []
    for answer in answers.T:
        known = ~np.isnan(answer)
        columns.append(fit_one(inputs[known], answer[known]))
    return np.stack(columns, axis=1)


def fit_one(inputs: Matrix, answers: Matrix) -> Matrix:
    """Return the slopes and the bias, (width + 1,), for one target."""
    if not len(answers):
        return np.zeros(inputs.shape[1] + 1)
    centre, mean = inputs.mean(axis=0), answers.mean()
    rows, wanted = inputs - centre, answers - mean
    products, best, least = rows.T @ rows, np.zeros(inputs.shape[1]), np.inf
    sure = np.inf
    sums = rows.T @ wanted
    some = slice(None, None, max(1, math.ceil(len(rows) * len(sums) ** 2 / MOST_WORK)))
    asked, right = rows[some], wanted[some]
    for strength in STRENGTHS:
        cost = np.eye(len(products)) * strength * len(rows)
        solved = np.linalg.solve(products + cost, np.column_stack([sums, asked.T]))
        slopes = solved[:, 0]
        # What the row itself has said of its prediction; without it, it would be wrong
        # by so much more (Allen 1974).
        own = 1 / len(rows) + (asked * solved[:, 1:].T).sum(axis=1)
        wrong = (right - asked @ slopes) / np.maximum(1 - own, LEAST)
        error = float((wrong**2).mean())
        if error < min(BETTER * least, sure):
            best, least = slopes, error
        if strength == STRENGTHS[0]:
            sure = (1 - BY_CHANCE / len(rows)) * error
    return np.append(best, mean - centre @ best)


def predict(weights: Matrix, inputs: Matrix) -> Matrix:
    """Return what the line says, (rows, targets)."""
    said: Matrix = inputs @ weights[:-1] + weights[-1]
    return said
