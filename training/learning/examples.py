"""The examples of a project as they are at one moment, and the parts they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from projects.kinds import Content
from projects.models import CONTENT_FIELDS, Field, Label, Project, TrainingExample

from ..models import LearntFrom, MLModel
from .lesson import NothingToLearn

COLUMNS = ("label", "author", *CONTENT_FIELDS)


@dataclass(frozen=True)
class Examples:
    """What there is to learn from; answers are positions in labels, if it has any."""

    fields: list[Field]
    labels: list[str]
    contents: list[Content]
    answers: list[int]
    ids: list[str]
    files_prefix: str = ""  # the folder with one for each example that is a file
    authors: Sequence[int | None] = ()  # who has added each, where that is known


@transaction.atomic
def read_examples(ml_model: MLModel) -> Examples:
    """Return the project's examples as they are at this moment, and note which.

    Answers, and columns of rows, are numbered by their order in `ml_model.schema`.
    Raises `NothingToLearn` if they teach nothing.
    """
    project = Project.objects.select_for_update().get(pk=ml_model.project_id)
    fields, labels = list(project.live_fields()), list(project.live_labels())
    places = {label.pk: place for place, label in enumerate(labels)}
    rows = list(project.examples.shown().order_by("pk").only(*COLUMNS))
    if not teach_something(project, fields, rows):
        raise NothingToLearn
    ml_model.schema = describe_schema(fields, labels)
    ml_model.example_count = len(rows)
    ml_model.examples_read_at = timezone.now()
    ml_model.save(update_fields=["schema", "example_count", "examples_read_at"])
    # A training that a worker begins again reads them again.
    LearntFrom.objects.update_or_create(
        ml_model=ml_model, defaults={"example_ids": [row.pk for row in rows]}
    )
    return Examples(
        fields=fields,
        labels=[label.name for label in labels],
        contents=[row.content for row in rows],
        answers=[places[row.label_id] for row in rows if row.label_id],
        ids=[str(row.pk) for row in rows],
        files_prefix=project.examples_prefix,
        authors=[row.author_id for row in rows],
    )


def teach_something(
    project: Project, fields: list[Field], rows: list[TrainingExample]
) -> bool:
    if project.kind.has_labels and len({row.label_id for row in rows}) < 2:
        return False
    if project.kind.has_fields and not fields:
        return False
    # Without labels there is something to predict, and something to do it with.
    roles = {each.is_predicted for each in fields}
    return project.kind.has_labels or len(roles) == 2


def describe_schema(fields: list[Field], labels: list[Label]) -> dict[str, Any]:
    return {
        "fields": [field.describe() for field in fields],
        "labels": [describe_label(label) for label in labels],
    }


def describe_label(label: Label) -> dict[str, Any]:
    """Return what a model says of a label; whoever listens has to know the noise."""
    told = {"number": label.number, "name": label.name}
    return {**told, "is_background": True} if label.is_background else told
