"""Machine learning itself. The only package that imports TensorFlow."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from projects.models import Field, FieldKind, Label, Project

from ..models import MLModel
from . import artefacts
from .numbers import Lesson, NothingToLearn, warm_up
from .numbers import learn as learn_numbers
from .table import Column, Table

__all__ = ["Lesson", "NothingToLearn", "learn", "warm_up"]

Report = Callable[[str, float], None]


def learn(ml_model: MLModel, report: Report) -> Lesson:
    """Learn from every example of the model's project, and store what was learnt.

    `report` is told stage and fraction, and may raise to stop the work.
    """
    report("reading", 0.05)
    table = read_table(ml_model)
    with tempfile.TemporaryDirectory(prefix="mlforkids-") as folder:
        lesson = learn_numbers(table, Path(folder), report)
        stored = artefacts.store(ml_model, Path(folder), lesson.files)
    return replace(lesson, stored_bytes=stored)


@transaction.atomic
def read_table(ml_model: MLModel) -> Table:
    """Return the project's examples as they are at this moment, and note which.

    Columns and answers are numbered by their order in `ml_model.schema`.
    """
    project = Project.objects.select_for_update().get(pk=ml_model.project_id)
    fields, labels = list(project.live_fields()), list(project.live_labels())
    places = {label.pk: place for place, label in enumerate(labels)}
    examples = list(
        project.examples.order_by("pk").values_list("pk", "label_id", "values")
    )
    if len({label for _, label, _ in examples}) < 2 or not fields:
        raise NothingToLearn
    ml_model.schema = describe_schema(fields, labels)
    ml_model.example_count = len(examples)
    ml_model.examples_read_at = timezone.now()
    ml_model.save(update_fields=["schema", "example_count", "examples_read_at"])
    return Table(
        columns=tuple(
            Column(column_kind(field), tuple(field.choices)) for field in fields
        ),
        labels=tuple(label.name for label in labels),
        rows=[
            tuple(values.get(str(field.number)) for field in fields)
            for _, _, values in examples
        ],
        answers=[places[label] for _, label, _ in examples],
        ids=[str(pk) for pk, _, _ in examples],
    )


def column_kind(field: Field) -> Literal["number", "choice"]:
    return "choice" if field.kind == FieldKind.CHOICE else "number"


def describe_schema(fields: list[Field], labels: list[Label]) -> dict[str, Any]:
    return {
        "fields": [
            {
                "number": field.number,
                "name": field.name,
                "kind": field.kind,
                "choices": field.choices,
            }
            for field in fields
        ],
        "labels": [{"number": label.number, "name": label.name} for label in labels],
    }
