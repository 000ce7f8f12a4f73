"""What a browser brings back: weights and a report, of which nothing is believed."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from projects.parsers import BadJSON, read_json

from ..learning.evaluation import summary, usual_answer
from ..models import MLModel
from .complaint import BadResult
from .images import NUMBER
from .kinds import BROWSER_KINDS

LONGEST_REPORT = 1024 * 1024  # characters
SUM_IS_ONE = 0.01  # Confidences are rounded on their way.
MOST_POINTS = 100  # of the curve
MOST_STAGES = 10
BACKEND = re.compile(r"[a-z0-9-]{1,20}")

Confidences = dict[str, list[float]]  # by the id of the example


@dataclass(frozen=True)
class Result:
    """What a browser has learnt, checked, and how good it is."""

    weights: bytes
    evaluation: dict[str, Any]

    @property
    def trained(self) -> dict[str, Any]:
        trained: dict[str, Any] = self.evaluation["trained"]
        return trained


def read_result(ml_model: MLModel, weights: bytes, report: str) -> Result:
    """Check what has come back from a lesson. Raises `BadResult`."""
    told = read_object(report)
    kind = BROWSER_KINDS[ml_model.kind_code]
    label_count = len(ml_model.schema["labels"])
    of_kind = kind.read_report(told)
    check_weights(weights, kind.weights_size(label_count))
    measured = read_measured(ml_model, told.get("measured"), label_count)
    trained = {**of_kind, **read_trained(told.get("trained"))}
    figures = measure(ml_model.lesson, measured, label_count)
    return Result(weights, {**figures, "trained": trained})


def read_object(report: str) -> dict[str, Any]:
    if len(report) > LONGEST_REPORT:
        raise BadResult("a long report")
    try:
        told = read_json(report.encode())
    except BadJSON:
        raise BadResult("no JSON") from None
    if not isinstance(told, dict):
        raise BadResult("no object")
    return told


def check_weights(weights: bytes, count: int) -> None:
    if len(weights) != count * NUMBER.itemsize:
        raise BadResult("the wrong number of weights")
    if not np.isfinite(np.frombuffer(weights, NUMBER)).all():
        raise BadResult("weights that are no numbers")


def read_measured(ml_model: MLModel, told: object, label_count: int) -> Confidences:
    """Return the confidences in each example that measures the model.

    Only those may be missing that are no longer there: a browser could not learn them.
    """
    if not isinstance(told, list):
        raise BadResult("nothing measured")
    measured: Confidences = {}
    wanted = set(ml_model.lesson["measured"])
    for pair in told:
        if not isinstance(pair, list) or len(pair) != 2:
            raise BadResult("what was measured is no pair")
        example_id, confidences = pair
        if not isinstance(example_id, str) or example_id not in wanted:
            raise BadResult("an example that was not to be measured")
        if example_id in measured:
            raise BadResult("an example measured twice")
        measured[example_id] = read_confidences(confidences, label_count)
    kind = BROWSER_KINDS[ml_model.kind_code]
    missing = wanted - measured.keys()
    for example in ml_model.project.examples.filter(pk__in=missing):
        if kind.is_there(example):
            raise BadResult("an example that was not measured")
    return measured


def read_confidences(told: object, label_count: int) -> list[float]:
    if not isinstance(told, list) or len(told) != label_count:
        raise BadResult("the wrong number of confidences")
    confidences = [read_number(each) for each in told]
    if any(not 0 <= each <= 1 for each in confidences):
        raise BadResult("a confidence outside of 0 to 1")
    if abs(sum(confidences) - 1) > SUM_IS_ONE:
        raise BadResult("confidences that do not add up")
    return confidences


def read_number(told: object) -> float:
    """Return a number that is one. Raises `BadResult`."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise BadResult("no number")
    try:
        number = float(told)
    except OverflowError:
        raise BadResult("no number") from None
    if not math.isfinite(number):
        raise BadResult("no number")
    return number


def read_trained(told: object) -> dict[str, Any]:
    """Return what is kept of how it was trained: what is known, and no more."""
    if not isinstance(told, Mapping):
        raise BadResult("nothing said of the training")
    backend, seconds, loss = (told.get(name) for name in ("backend", "seconds", "loss"))
    if not isinstance(backend, str) or not BACKEND.fullmatch(backend):
        raise BadResult("an unheard-of backend")
    if not isinstance(seconds, dict) or len(seconds) > MOST_STAGES:
        raise BadResult("stages")
    if not isinstance(loss, list) or len(loss) > MOST_POINTS:
        raise BadResult("a curve")
    return {
        "backend": backend,
        "seconds": {name[:20]: read_number(seconds[name]) for name in seconds},
        "epochs": int(read_number(told.get("epochs"))),
        "loss": [read_point(point) for point in loss],
    }


def read_point(told: object) -> list[float | None]:
    """Return a point of the curve: the loss, and that of what was held back, if any."""
    if not isinstance(told, list) or len(told) != 2:
        raise BadResult("a point of the curve")
    trained, held_back = told
    return [
        read_number(trained),
        None if held_back is None else read_number(held_back),
    ]


def measure(
    lesson: Mapping[str, Any], measured: Confidences, label_count: int
) -> dict[str, Any]:
    """Return the evaluation's figures: they mean the same as those of other kinds."""
    answers = lesson["answers"]
    figures = summary(
        list(measured),
        [answers[example_id] for example_id in measured],
        list(measured.values()),
        usual=usual_answer(list(answers.values())),
        label_count=label_count,
    )
    method = lesson["method"] if measured else "too-few"
    return {"method": method, **figures}
