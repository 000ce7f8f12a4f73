"""A classroom, and the teachers who run it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from ..names import LONGEST_NAME
from .user import User


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def taught_by(self, user: User | AnonymousUser) -> Self:
        """Classrooms that `user` owns or helps to teach."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(teachings__user=user)

    def of_guests(self) -> Self:
        return self.filter(expires_at__isnull=False)

    def expired(self) -> Self:
        """Classrooms of guests whose time is up."""
        return self.filter(expires_at__lte=timezone.now())


class Classroom(models.Model):
    """A group of students, and the teachers who run it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    # What students type to come in; upper case, without the dash people read.
    code = models.CharField(max_length=8, unique=True)
    # Of the students' secret words; `passphrases.LANGUAGES` names those there are.
    language = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField(default=timezone.now)
    # Only a guest's has an end, and nobody teaches it.
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)
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

    @property
    def is_of_guest(self) -> bool:
        return self.expires_at is not None

    def is_owned_by(self, user: User) -> bool:
        return self.teachings.filter(user=user, role=Role.OWNER).exists()


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


TIME_TO_ACCEPT = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(created_at__gt=timezone.now() - TIME_TO_ACCEPT)

    def sent_to(self, user: User) -> Self:
        """Invitations to an address that `user` has shown to be theirs."""
        theirs = user.emailaddress_set.filter(verified=True)
        return self.alias(folded=Lower("email")).filter(
            folded__in=theirs.values_list(Lower("email"))
        )


class Invitation(models.Model):
    """Asks a teacher, known or not yet, to help to teach a classroom."""

    # Part of the link in the e-mail, which alone lets nobody in: who accepts must
    # be logged in as the owner of the address.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(
        Classroom, models.CASCADE, related_name="invitations", db_index=False
    )
    email = models.EmailField()
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    created_at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "classroom", Lower("email"), name="address_is_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.classroom}"

    def get_absolute_url(self) -> str:
        return reverse("classrooms:invitation", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.created_at + TIME_TO_ACCEPT

    @property
    def is_open(self) -> bool:
        return self.ends_at > timezone.now()

    @property
    def masked_email(self) -> str:
        """The address, recognisable by whose it is and by nobody else."""
        name, _at, host = self.email.rpartition("@")
        return f"{name[:1]}…@{host}"
