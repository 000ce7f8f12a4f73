"""A project, who may see it, and what is left when a teacher removes it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Classroom, Policy, User
from classrooms.names import LONGEST_NAME
from classrooms.quotas import policy_for

from ..kinds import KIND_CHOICES, KINDS, Kind

if TYPE_CHECKING:
    from .label import Field, Label


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Projects that `user` owns, and those of the students they teach."""
        if not user.is_authenticated:
            return self.none()
        taught = Classroom.objects.taught_by(user)
        return self.filter(Q(owner=user) | Q(owner__student__classroom__in=taught))


class Project(models.Model):
    """A set of labels, and the examples of each, that a student wants told apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="projects"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    # `kind` is the registered object; the column holds its code.
    kind_code = models.CharField(max_length=12, choices=KIND_CHOICES)
    created_at = models.DateTimeField(default=timezone.now)
    # Anything that a model learns from: examples, labels, fields. Not names.
    examples_changed_at = models.DateTimeField(default=timezone.now)
    # Labels and fields, names and order included: what was kept of them is stale.
    parts_changed_at = models.DateTimeField(default=timezone.now)

    objects = ProjectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.pk])

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_code]

    @property
    def policy(self) -> Policy:
        """What binds its owner."""
        return policy_for(self.owner)

    @property
    def example_quota(self) -> int:
        return self.kind.example_quota(self.policy)

    @property
    def files_prefix(self) -> str:
        """The folder in storage that holds everything of this project."""
        return f"projects/{self.pk}/"

    @property
    def examples_prefix(self) -> str:
        """The folder in which every example that is a file has a folder of its own."""
        return f"{self.files_prefix}examples/"

    def folder_of(self, file_name: str) -> str:
        """Return the folder in storage of an example's files, and nothing else."""
        return f"{self.examples_prefix}{file_name}/"

    def live_labels(self) -> models.QuerySet[Label]:
        return self.labels.filter(deleted_at=None).order_by("position", "number")

    def live_fields(self) -> models.QuerySet[Field]:
        return self.fields.filter(deleted_at=None).order_by("position", "number")

    def is_owned_by(self, user: User | AnonymousUser) -> bool:
        return self.owner_id == user.pk

    def touch(self) -> None:
        """Note that a model trained before now has not seen everything."""
        self.examples_changed_at = timezone.now()
        self.save(update_fields=["examples_changed_at"])

    def touch_parts(self) -> None:
        """Note that labels or fields are not what they were."""
        self.parts_changed_at = timezone.now()
        self.save(update_fields=["parts_changed_at"])


class Removal(models.Model):
    """What a student is told after a teacher has removed a project of theirs."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="removals"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    reason = models.CharField(max_length=200)
    removed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
