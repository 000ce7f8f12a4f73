"""What a browser brings back: weights and a report, of which nothing is believed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from projects.parsers import BadJSON, read_json

from ..models import MLModel
from .complaint import BadResult
from .kinds import BROWSER_KINDS
from .reading import NUMBER, read_number

LONGEST_REPORT = 1024 * 1024  # characters
MOST_POINTS = 100  # of the curve
MOST_STAGES = 10
BACKEND = re.compile(r"[a-z0-9-]{1,20}")


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
    of_kind = kind.read_report(ml_model, told)
    check_weights(weights, kind.weights_size(ml_model, of_kind))
    trained = {**of_kind, **read_trained(told.get("trained"))}
    return Result(weights, {**kind.measure(ml_model, told), "trained": trained})


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
