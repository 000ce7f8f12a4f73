"""The parts a project is made of: labels to tell apart, fields to tell them by."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from classrooms.names import LONGEST_NAME

from .project import Project

LONGEST_UNIT = 20  # characters


class Part(models.Model):
    """A named, ordered part of a project.

    Its number is never used again: Scratch programs and trained models keep it. A
    deleted one stays, so that deleting can be undone and old programs still open.
    """

    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    # `names.fold(name)`: what the database compares.
    folded_name = models.CharField(max_length=4 * LONGEST_NAME)
    position = models.PositiveSmallIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class LabelQuerySet(models.QuerySet["Label"]):
    def with_counts(self) -> Self:
        """Add `example_count`: how many examples of each everybody sees."""
        shown = Q(examples__state="shown")
        return self.annotate(example_count=Count("examples", filter=shown))


class Label(Part):
    """A name the computer learns to put to things."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="labels", db_index=False
    )
    # What is to be heard when nothing is said: sounds have one, and keep it.
    is_background = models.BooleanField(default=False)
    example_count: int  # by `with_counts`

    objects = LabelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="label_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["project", "folded_name"],
                condition=Q(deleted_at=None),
                name="label_name_is_unique_in_project",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_background=True),
                name="project_has_one_background_label",
            ),
            models.CheckConstraint(
                condition=Q(is_background=False) | Q(deleted_at=None),
                name="background_label_is_not_deleted",
            ),
        ]


class FieldKind(models.TextChoices):
    NUMBER = "number", "Number"
    CHOICE = "choice", "Choice"


class Field(Part):
    """One thing that is known of every example: a number, or one of some choices."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="fields", db_index=False
    )
    kind = models.CharField(max_length=6, choices=FieldKind, default=FieldKind.NUMBER)
    choices = models.JSONField(default=list, blank=True)
    # Whether it is to be found out from the others, of kinds that predict numbers.
    is_predicted = models.BooleanField(default=False)
    unit = models.CharField(max_length=LONGEST_UNIT, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="field_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["project", "folded_name"],
                condition=Q(deleted_at=None),
                name="field_name_is_unique_in_project",
            ),
            models.CheckConstraint(
                condition=~Q(kind=FieldKind.NUMBER) | Q(choices=[]),
                name="number_field_has_no_choices",
            ),
            models.CheckConstraint(
                condition=Q(is_predicted=False) | Q(kind=FieldKind.NUMBER),
                name="predicted_field_is_a_number",
            ),
        ]

    def describe(self) -> dict[str, Any]:
        """Return how models and exports tell of it, as JSON."""
        return {
            "number": self.number,
            "name": self.name,
            "kind": self.kind,
            "choices": self.choices,
            **({"is_predicted": True} if self.is_predicted else {}),
            **({"unit": self.unit} if self.unit else {}),
        }
