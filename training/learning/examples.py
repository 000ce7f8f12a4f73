"""The examples of a project as they are at one moment, and the parts they are of."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from projects.kinds import Content
from projects.models import Field, Label, Project

from ..models import MLModel
from .lesson import NothingToLearn


@dataclass(frozen=True)
class Examples:
    """What there is to learn from; answers are positions in labels."""

    fields: list[Field]
    labels: list[str]
    contents: list[Content]
    answers: list[int]
    ids: list[str]


@transaction.atomic
def read_examples(ml_model: MLModel) -> Examples:
    """Return the project's examples as they are at this moment, and note which.

    Answers, and columns of rows, are numbered by their order in `ml_model.schema`.
    Raises `NothingToLearn` if they teach nothing.
    """
    project = Project.objects.select_for_update().get(pk=ml_model.project_id)
    fields, labels = list(project.live_fields()), list(project.live_labels())
    places = {label.pk: place for place, label in enumerate(labels)}
    rows = list(
        project.examples.order_by("pk").values_list("pk", "label_id", "values", "text")
    )
    if len({label for _, label, _, _ in rows}) < 2:
        raise NothingToLearn
    if project.kind.has_fields and not fields:
        raise NothingToLearn
    ml_model.schema = describe_schema(fields, labels)
    ml_model.example_count = len(rows)
    ml_model.examples_read_at = timezone.now()
    ml_model.save(update_fields=["schema", "example_count", "examples_read_at"])
    return Examples(
        fields=fields,
        labels=[label.name for label in labels],
        contents=[Content(values, text) for _, _, values, text in rows],
        answers=[places[label] for _, label, _, _ in rows],
        ids=[str(pk) for pk, _, _, _ in rows],
    )


def describe_schema(fields: list[Field], labels: list[Label]) -> dict[str, Any]:
    return {
        "fields": [field.describe() for field in fields],
        "labels": [{"number": label.number, "name": label.name} for label in labels],
    }
