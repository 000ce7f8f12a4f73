"""The things a student says belong under a label."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from classrooms.models import User

from ..kinds import Content, StoredFile
from ..kinds.text import LONGEST_TEXT
from .label import Label
from .project import Project
from .standing import Standing


class Moderation(models.TextChoices):
    """Who sees an example; computers learn from those only that everybody sees."""

    SHOWN = "shown", "Shown to everybody"
    WAITING = "waiting", "Waiting for a teacher"
    HIDDEN = "hidden", "Hidden by a teacher"


class TrainingExampleQuerySet(models.QuerySet["TrainingExample"]):
    def shown(self) -> Self:
        return self.filter(state=Moderation.SHOWN)

    def seen_by(self, user: User, standing: Standing) -> Self:
        """Those that somebody with this standing in their project may see."""
        if standing.may_edit_all:
            return self.all()
        return self.filter(Q(state=Moderation.SHOWN) | Q(author=user))


class TrainingExample(models.Model):
    """One thing that a student says belongs under a label."""

    # Chosen by the browser, so that sending an example twice stores it once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="examples", db_index=False
    )
    # None of kinds that have no labels: a row of those holds its own answer.
    label = models.ForeignKey(Label, models.CASCADE, null=True, related_name="examples")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="examples"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=Moderation, default=Moderation.SHOWN)
    # Of a row: {"<field number>": a number, a choice, or null where it is missing}.
    values = models.JSONField(default=dict)
    text = models.TextField(blank=True, default="")
    # Its folder in storage, of kinds whose examples are files.
    file = models.CharField(max_length=32, blank=True, default="")
    stored_bytes = models.PositiveIntegerField(default=0)  # of the files in it
    # What equal examples share, of kinds where a label holds each but once.
    fingerprint = models.CharField(max_length=32, blank=True, default="")
    # What pictures that look the same nearly share: 64 bits, in hexadecimal digits.
    likeness = models.CharField(max_length=16, blank=True, default="")

    objects = TrainingExampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["label", "fingerprint"],
                condition=~Q(fingerprint=""),
                name="example_is_once_in_its_label",
            ),
            models.UniqueConstraint(
                fields=["file"],
                condition=~Q(file=""),
                name="file_is_of_one_example",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_TEXT),
                name="text_is_not_too_long",
            ),
        ]
        indexes = [
            models.Index("project", "created_at", "id", name="example_by_project"),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.project}: {self.pk}"

    def is_seen_by(self, user: User, standing: Standing) -> bool:
        """Say of one what `seen_by` says of many."""
        is_shown = self.state == Moderation.SHOWN
        return standing.may_edit_all or is_shown or self.author_id == user.pk

    @property
    def content(self) -> Content:
        file = StoredFile(self.file, self.fingerprint, self.stored_bytes, self.likeness)
        return Content(self.values, self.text, file if self.file else None)

    @property
    def files_prefix(self) -> str:
        """The folder in storage that holds its files, and nothing else."""
        return self.project.folder_of(self.file)

    def hold(self, content: Content) -> None:
        """Take `content` on; the fields of `CONTENT_FIELDS` are to be saved."""
        self.values, self.text = content.values, content.text
        if content.file:
            self.file, self.stored_bytes = content.file.name, content.file.size
            self.likeness = content.file.likeness
        self.fingerprint = self.project.kind.fingerprint(content)
        self.changed_at = timezone.now()


CONTENT_FIELDS = [
    "values",
    "text",
    "file",
    "stored_bytes",
    "fingerprint",
    "likeness",
    "changed_at",
]
