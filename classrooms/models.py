"""Who is who: teachers, the classrooms they run, and the students in them."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.contrib.auth.models import (
    AbstractBaseUser,
    AnonymousUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from .names import LONGEST_NAME


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        """Make a user; without a password, one who cannot log in with one."""
        email = self.normalize_email(email) if email else None
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> User:
        return self.create_user(
            email, password, **fields, is_staff=True, is_superuser=True
        )

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Anyone who can log in: a student, who has a `student`, or a teacher."""

    # Students have none; several of them cannot all have the same empty one.
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001 (unique)
    name = models.CharField(max_length=80, blank=True)
    # For good: a child whose class is gone does not become a teacher.
    is_student = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="email_is_unique",
                violation_error_message="Someone already uses this e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        if self.is_student and hasattr(self, "student"):
            return self.student.username
        return self.name or self.email or f"user {self.pk}"


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def taught_by(self, user: User | AnonymousUser) -> Self:
        """Classrooms that `user` owns or helps to teach."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(teachings__user=user)


class Classroom(models.Model):
    """A group of students, and the teachers who run it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    # What students type to come in; upper case, without the dash people read.
    code = models.CharField(max_length=8, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    teachers = models.ManyToManyField(User, through="Teaching", related_name="classes")

    objects = ClassroomQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("classrooms:detail", args=[self.pk])

    @property
    def spelled_code(self) -> str:
        """The code as people read it out: two groups of four."""
        return f"{self.code[:4]}-{self.code[4:]}"


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    CO_TEACHER = "co-teacher", "Co-teacher"


class Teaching(models.Model):
    """A teacher's part in a classroom."""

    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="teachings", db_index=False
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="teachings")
    role = models.CharField(max_length=10, choices=Role, default=Role.OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "user"], name="teacher_is_in_classroom_once"
            ),
            models.UniqueConstraint(
                fields=["classroom"],
                condition=Q(role=Role.OWNER),
                name="one_owner_per_classroom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.classroom}"


class StudentQuerySet(models.QuerySet["Student"]):
    def taught_by(self, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self.filter(classroom__teachings__user=user)


class Student(models.Model):
    """A user's place in a classroom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, models.CASCADE)
    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="students", db_index=False
    )
    username = models.CharField(max_length=LONGEST_NAME)
    # `names.fold(username)`: what the database compares.
    folded_username = models.CharField(max_length=4 * LONGEST_NAME)

    objects = StudentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "folded_username"],
                name="username_is_unique_in_classroom",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def last_seen(self) -> Any:
        return self.user.last_login


class Policy(models.Model):
    """What the students of one classroom may use. A fresh one has the defaults."""

    classroom = models.OneToOneField(Classroom, models.CASCADE)
    student_quota = models.PositiveSmallIntegerField(default=60)
    project_quota = models.PositiveSmallIntegerField(default=10)
    row_quota = models.PositiveIntegerField(default=3000)
    label_quota = models.PositiveSmallIntegerField(default=30)
    field_quota = models.PositiveSmallIntegerField(default=20)
    choice_quota = models.PositiveSmallIntegerField(default=30)

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(student_quota__lte=500), name="student_quota_is_sane"
            ),
            models.CheckConstraint(
                condition=Q(label_quota__lte=100, field_quota__lte=100),
                name="label_and_field_quotas_are_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"Policy of {self.classroom}"
