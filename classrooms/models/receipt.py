"""What remains of what was erased: that it was, when, and how much of what."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    PROJECT = "project", _("Project")
    STUDENT = "student", _("Student")
    CLASSROOM = "classroom", _("Class")
    ACCOUNT = "account", _("Account")
    GUEST = "guest", _("Guest")


class EraseReceipt(models.Model):
    """Says what was erased, without a name or a word of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=9, choices=Subject)
    # The id that its row had.
    subject_id = models.CharField(max_length=36)
    # Of the others, where one receipt is for several students.
    other_ids = models.JSONField(default=list)
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="receipts"
    )
    # Of rows: {"projects.Project": 3, "projects.TrainingExample": 120, …}.
    row_counts = models.JSONField(default=dict)
    # Of files; they are deleted just after the rows.
    file_count = models.PositiveIntegerField(default=0)
    files_gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.erased_at:%Y-%m-%d %H:%M}"

    def note_rows(self, counts: Mapping[str, int]) -> None:
        """Say how many rows went, by the name of their model."""
        self.row_counts = {name: counts[name] for name in sorted(counts)}
        self.save(update_fields=["row_counts"])
