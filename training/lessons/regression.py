"""Rows of a table: browsers learn to predict some columns from the others."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np

from projects.models import Project

from ..learning.examples import Examples
from ..learning.regression.groups import groups_for, held_back_by, method_for
from ..learning.regression.learner import SEED, known_of, usable
from ..learning.regression.measures import Predictions, describe_people, evaluate
from ..learning.regression.preparation import BIGGEST, Preparation
from ..learning.regression.rehearsal import Name
from ..learning.regression.writing import shapes_of, write_regressor
from ..models import MLModel
from .classification import authors_of, read_pairs
from .complaint import BadResult
from .reading import read_number

CHOSEN = ("line", "network")


class RowsLesson:
    def plan(self, examples: Examples) -> dict[str, Any]:
        rows = usable(examples)
        values = [content.values for content in rows.contents]
        preparation = Preparation.of(examples.fields, values)
        answers = preparation.answers(values)
        groups = groups_for(rows.ids, rows.authors)
        measured = [place for place, group in enumerate(groups) if group is not None]
        return {
            "method": method_for(len(rows.ids)),
            "held_back_by": held_back_by(rows.authors),
            "preparation": preparation.as_json(),
            "groups": {rows.ids[place]: groups[place] for place in measured},
            "answers": {
                rows.ids[place]: known_of(answers[place]) for place in measured
            },
        }

    def describe(self, ml_model: MLModel) -> dict[str, Any]:
        lesson = ml_model.lesson
        groups = lesson["groups"]
        return {
            "method": lesson["method"],
            **lesson["preparation"],
            "rows": self.describe_rows(ml_model.project, lesson),
            "groups": max(groups.values()) + 1,
            "seed": SEED,
        }

    def describe_rows(
        self, project: Project, lesson: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the rows that say what is to be predicted, as they are now."""
        preparation = Preparation.from_json(lesson["preparation"])
        columns = [*preparation.inputs, *preparation.targets]
        numbers = [str(column["number"]) for column in columns]
        targets = [str(target["number"]) for target in preparation.targets]
        # Each is told as often as it is learnt: what is left out is not sent at all.
        return [
            {
                "id": str(pk),
                "group": lesson["groups"].get(str(pk)),
                "values": {number: values.get(number) for number in numbers},
            }
            for pk, values in project.examples.shown()
            .order_by("pk")
            .values_list("pk", "values")
            if any(values.get(target) is not None for target in targets)
        ]

    def read_report(
        self, ml_model: MLModel, report: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return which model it was: the weights are those of a line or a network."""
        if report.get("chosen") not in CHOSEN:
            raise BadResult("neither a line nor a network")
        return {"chosen": report["chosen"]}

    def weights_size(self, ml_model: MLModel, trained: Mapping[str, Any]) -> int:
        preparation = self.preparation(ml_model)
        chosen = cast("Name", trained["chosen"])
        shapes = shapes_of(chosen, preparation.width, len(preparation.targets))
        return sum(int(np.prod(shape)) for shape in shapes)

    def measure(self, ml_model: MLModel, report: Mapping[str, Any]) -> dict[str, Any]:
        """Return the evaluation's figures: the server knows what is true."""
        lesson = ml_model.lesson
        measured = self.read_measured(ml_model, report.get("measured"))
        figures = evaluate(
            self.preparation(ml_model), lesson["method"], measured, lesson["answers"]
        )
        errors = read_errors(report.get("errors"))
        # As it is now: whoever was erased since is nobody.
        whose = authors_of(ml_model, measured)
        people = describe_people(
            lesson.get("held_back_by"), measured, lesson["answers"], whose
        )
        return {**figures, **people, "chosen": report["chosen"], "errors": errors}

    def read_measured(self, ml_model: MLModel, told: object) -> Predictions:
        """Return the predictions for each row that measures the model.

        Only those may be missing that are no longer there.
        """
        wanted = set(ml_model.lesson["answers"])
        targets = len(self.preparation(ml_model).targets)
        measured = {
            row_id: read_predictions(predictions, targets)
            for row_id, predictions in read_pairs(told, wanted)
        }
        missing = wanted - measured.keys()
        if ml_model.project.examples.shown().filter(pk__in=missing).exists():
            raise BadResult("a row that was not measured")
        return measured

    def write(
        self,
        folder: Path,
        ml_model: MLModel,
        weights: bytes,
        trained: Mapping[str, Any],
    ) -> list[str]:
        """Write the model: what a line adds, or the layers of a network."""
        chosen = cast("Name", trained["chosen"])
        return write_regressor(folder, self.preparation(ml_model), chosen, weights)

    def preparation(self, ml_model: MLModel) -> Preparation:
        return Preparation.from_json(ml_model.lesson["preparation"])


def read_predictions(told: object, targets: int) -> list[float]:
    if not isinstance(told, list) or len(told) != targets:
        raise BadResult("the wrong number of predictions")
    predictions = [read_number(each) for each in told]
    if any(abs(each) > BIGGEST for each in predictions):
        raise BadResult("a prediction that no column could hold")
    return predictions


def read_errors(told: object) -> dict[str, float | None]:
    """Return how far off each model was; None for a network that was not tried."""
    if not isinstance(told, dict):
        raise BadResult("no errors")
    network = told.get("network")
    return {
        "line": read_number(told.get("line")),
        "network": None if network is None else read_number(network),
    }
