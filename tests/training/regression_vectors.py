"""Lessons for tests/regression.json, and what Python makes of them."""

from typing import Any

import numpy as np

from projects.kinds import Values
from projects.models import Field
from training.learning.regression import line, network
from training.learning.regression.groups import groups_for
from training.learning.regression.learner import SEED
from training.learning.regression.preparation import Preparation, outside
from training.learning.regression.rehearsal import Task, learn, rehearse

from .rows import HEIGHT, SOIL, SUN, examples_of

WIDTH = Field(number=7, name="width", kind="number", is_predicted=True)
ASKED: list[Values] = [
    {"1": 4.0, "2": "clay"},
    {"1": None, "2": None},
    {"1": 1e6, "2": "never seen"},
    {"1": -3e38, "2": "sand"},
]


def lessons() -> dict[str, dict[str, Any]]:
    """Return a lesson with gaps, choices and two targets, and one with a curve."""
    few: list[Values] = [
        {
            "1": None if place == 3 else float(place * 5 % 13),
            "2": None if place == 4 else ["sand", "clay", "peat"][place * 2 % 3],
            "3": 2.0 * (place * 5 % 13) + place % 3,
            "7": None if place % 4 == 1 else 1.5 * (place % 5) - 3,
        }
        for place in range(13)
    ]
    many: list[Values] = [
        {"1": place * 37 % 48 / 8 - 3, "2": "sand", "3": (place * 37 % 48 / 8 - 3) ** 2}
        for place in range(48)
    ]
    return {
        "few": lesson_of([SUN, SOIL, HEIGHT, WIDTH], few),
        "curve": lesson_of([SUN, SOIL, HEIGHT], many),
    }


def lesson_of(fields: list[Field], rows: list[Values]) -> dict[str, Any]:
    """Return a lesson as browsers get it."""
    ids = examples_of(rows).ids
    groups = groups_for(ids)
    return {
        **Preparation.of(fields, rows).as_json(),
        "rows": [
            {"id": row_id, "group": group, "values": row}
            for row_id, group, row in zip(ids, groups, rows, strict=True)
        ],
        "groups": max(group for group in groups if group is not None) + 1,
        "seed": SEED,
    }


def learnt(lesson: dict[str, Any]) -> dict[str, Any]:
    """Return what learning a lesson gives, and predictions for what is asked."""
    preparation = Preparation.from_json(lesson)
    rows = [row["values"] for row in lesson["rows"]]
    task = Task(
        ids=[row["id"] for row in lesson["rows"]],
        inputs=preparation.scaled(rows),
        answers=preparation.shrunk(preparation.answers(rows)),
        groups=[row["group"] for row in lesson["rows"]],
        seed=lesson["seed"],
    )
    rehearsal = rehearse(task, lambda share: None)
    weights = learn(task, rehearsal, lambda: None)
    inputs = preparation.scaled(ASKED)
    said = (
        line.predict(weights[0], inputs)
        if rehearsal.chosen == "line"
        else network.predict(weights, inputs)
    )
    measured = preparation.grown(rehearsal.predictions)
    return {
        "chosen": rehearsal.chosen,
        "errors": rehearsal.errors,
        "epochs": max(rehearsal.epochs),
        "measured": measured[np.argsort(rehearsal.measured)].tolist(),
        "scaled": inputs.tolist(),
        "predicted": preparation.grown(said).tolist(),
        "outside": [numbers_outside(preparation, row) for row in ASKED],
    }


def numbers_outside(preparation: Preparation, row: dict[str, Any]) -> list[int]:
    return [
        column["number"]
        for column in preparation.inputs
        if outside(column, row[str(column["number"])])
    ]
