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

from classrooms.models import Classroom, Policy, Student, Teaching, User
from classrooms.names import LONGEST_NAME
from classrooms.quotas import policy_for, policy_of_class_project

from ..kinds import KIND_CHOICES, KINDS, Kind
from .standing import MEMBER, ONLOOKER, OWNER, TEACHER, Standing

if TYPE_CHECKING:
    from .label import Field, LabelQuerySet


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Projects that `user` owns, those of their class, and of whom they teach."""
        if not user.is_authenticated:
            return self.none()
        if user.is_student:
            # As it is now: who listens to a WebSocket may be in another class since.
            classroom = Student.objects.filter(user=user).values("classroom")
            return self.filter(Q(owner=user) | Q(classroom__in=classroom))
        taught = Classroom.objects.taught_by(user)
        of_students = Q(owner__student__classroom__in=taught)
        return self.filter(Q(owner=user) | Q(classroom__in=taught) | of_students)

    def with_policy(self) -> Self:
        """Have at hand whose it is, and what binds it."""
        return self.select_related(
            "owner__student__classroom__policy", "classroom__policy"
        )


class Project(models.Model):
    """A set of labels, and the examples of each, that a student wants told apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="projects"
    )
    # The class that fills it together; without one, it is its owner's alone.
    classroom = models.ForeignKey(
        Classroom, models.SET_NULL, null=True, related_name="projects"
    )
    is_collecting = models.BooleanField(default=True)  # whether students may add
    needs_approval = models.BooleanField(default=False)  # of what students add
    student_quota = models.PositiveIntegerField(null=True)  # examples of one of them
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
        """What binds its owner, or the class that fills it."""
        if self.classroom is not None:
            return policy_of_class_project(self.classroom)
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

    def live_labels(self) -> LabelQuerySet:
        return self.labels.filter(deleted_at=None).order_by("position", "number")

    def live_fields(self) -> models.QuerySet[Field]:
        return self.fields.filter(deleted_at=None).order_by("position", "number")

    @property
    def waiting_count(self) -> int:
        """How many examples wait for a teacher now."""
        return self.examples.filter(state="waiting").count()

    def is_owned_by(self, user: User | AnonymousUser) -> bool:
        return self.owner_id == user.pk

    def standing_of(self, user: User | AnonymousUser) -> Standing:
        """Return what `user`, who may see it, may do in it."""
        if not user.is_authenticated:
            return Standing()
        if self.is_owned_by(user):
            return OWNER if user.is_student else TEACHER
        if user.is_student:
            return MEMBER
        return TEACHER if self.classroom_id else ONLOOKER

    def viewers(self) -> models.QuerySet[User]:
        """Return who may see it: `visible_to`, the other way round."""
        of_owner = Q(students__user=self.owner_id)
        classrooms = Classroom.objects.filter(Q(pk=self.classroom_id) | of_owner)
        teachings = Teaching.objects.filter(classroom__in=classrooms)
        members = Student.objects.filter(classroom=self.classroom_id)
        return User.objects.filter(
            Q(pk=self.owner_id)
            | Q(pk__in=teachings.values("user"), is_student=False)
            | Q(pk__in=members.values("user")),
            is_active=True,
        )

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
