"""How good predictions are, in the units of their columns. Pure functions."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..contributors import sorted_people
from .preparation import Column, Preparation

MOST_POINTS = 200  # for the picture; more cannot be told apart

Predictions = Mapping[str, Sequence[float]]  # of each target, by the id of the row
Truths = Mapping[str, Sequence[float | None]]


def evaluate(
    preparation: Preparation, method: str, measured: Predictions, truths: Truths
) -> dict[str, Any]:
    """Return the evaluation's figures; there is no accuracy of predicted numbers."""
    return {
        "method": method,
        "accuracy": None,
        "baseline": None,
        "example_count": len(measured),
        "targets": [
            measure(target, points_of(measured, truths, place))
            for place, target in enumerate(preparation.targets)
        ],
        "left_out": preparation.left_out,
        "imputed": preparation.imputed,
    }


def describe_people(
    held_back_by: str | None,
    measured: Predictions,
    truths: Truths,
    whose: Mapping[str, int | None],
) -> dict[str, Any]:
    """Say how far off predictions of each person's rows are, in units of the targets.

    `whose` has their authors by the ids of the rows; one person alone is not named.
    """
    if held_back_by is None:
        return {}
    rows: dict[int | None, dict[str, Sequence[float]]] = defaultdict(dict)
    for row_id, predicted in measured.items():
        rows[whose.get(row_id)][row_id] = predicted
    people = [
        {
            "author": author,
            "count": len(rows[author]),
            **errors_of(rows[author], truths),
        }
        for author in sorted_people(rows)
    ]
    return {"held_back_by": held_back_by, "contributors": people}


def errors_of(measured: Predictions, truths: Truths) -> dict[str, Any]:
    """Return the mean absolute error of each target, None where it is not known."""
    targets = len(next(iter(measured.values())))
    points = [points_of(measured, truths, place) for place in range(targets)]
    return {"errors": [mean([abs(p - t) for _, t, p in each]) for each in points]}


Point = tuple[str, float, float]  # the id of a row, what is true, what was predicted


def points_of(measured: Predictions, truths: Truths, place: int) -> list[Point]:
    points = []
    for row_id, predicted in measured.items():
        true = truths[row_id][place]
        if true is not None:
            points.append((row_id, true, predicted[place]))
    return points


def measure(target: Column, points: Sequence[Point]) -> dict[str, Any]:
    """Say how far off predictions are, and how far saying the mean would be."""
    always = target["mean"]
    return {
        "number": target["number"],
        "count": len(points),
        "mean_absolute_error": mean(
            [abs(predicted - true) for _, true, predicted in points]
        ),
        "baseline": mean([abs(always - true) for _, true, _ in points]),
        "r2": share_explained(points),
        "points": [list(point) for point in some(points)],
    }


def share_explained(points: Sequence[Point]) -> float | None:
    """Return 1 where all is right, 0 where the mean is as good; None for one value."""
    centre = mean([true for _, true, _ in points])
    if centre is None:
        return None
    spread = math.fsum((true - centre) ** 2 for _, true, _ in points)
    wrong = math.fsum((true - predicted) ** 2 for _, true, predicted in points)
    share = 1 - wrong / spread if spread > 0 else math.nan
    return share if math.isfinite(share) else None


def some(points: Sequence[Point]) -> list[Point]:
    """Return at most `MOST_POINTS`, evenly from the least true value to the most."""
    ordered = sorted(points, key=lambda point: (point[1], point[0]))
    if len(ordered) <= MOST_POINTS:
        return ordered
    step = (len(ordered) - 1) / (MOST_POINTS - 1)
    return [ordered[round(place * step)] for place in range(MOST_POINTS)]


def mean(numbers: Sequence[float]) -> float | None:
    # Divided first: the sum of the largest could be no number.
    return math.fsum(each / len(numbers) for each in numbers) if numbers else None
