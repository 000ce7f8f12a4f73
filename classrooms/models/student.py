"""A student's place in a classroom, and the groups it is divided into."""

from __future__ import annotations

import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from ..names import LONGEST_NAME
from .classroom import Classroom
from .user import User


class Group(models.Model):
    """Some students of a classroom, say those who come on Tuesdays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="groups", db_index=False
    )
    name = models.CharField(max_length=LONGEST_NAME)
    # `names.fold(name)`: what the database compares.
    folded_name = models.CharField(max_length=4 * LONGEST_NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "folded_name"],
                name="group_name_is_unique_in_classroom",
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
    group = models.ForeignKey(
        Group, models.SET_NULL, null=True, blank=True, related_name="students"
    )
    # When a page of theirs was last open, to the minute.
    last_seen_at = models.DateTimeField(null=True)

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
