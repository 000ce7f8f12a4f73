"""The things a student says belong under a label."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from .label import Label
from .project import Project


class TrainingExample(models.Model):
    """One thing that a student says belongs under a label."""

    # Chosen by the browser, so that sending an example twice stores it once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="examples", db_index=False
    )
    label = models.ForeignKey(Label, models.CASCADE, related_name="examples")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="examples"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # Of a row: {"<field number>": a number, a choice, or null where it is missing}.
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index("project", "created_at", "id", name="example_by_project"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.pk}"
