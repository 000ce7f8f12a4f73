"""The secrets that let Scratch and Python use a project without logging in."""

from __future__ import annotations

import hashlib
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from classrooms.models import Student, Teaching, User

from .project import Project


class Scope(models.TextChoices):
    CLASSIFY = "classify", "Use the model"
    WRITE = "write", "Add examples"
    TRAIN = "train", "Train the model"


def spell_key(nonce: uuid.UUID) -> str:
    """Return the 72 characters of a key: a UUID shaped like version 1, one like 4.

    They follow from the row's nonce and the installation's secret, so that the owner
    can see the key again while a leaked database tells nobody what it is.
    """
    digest = salted_hmac("mlforkids.key", nonce.bytes, algorithm="sha512").digest()
    first = uuid.UUID(bytes=digest[:16], version=1)
    second = uuid.UUID(bytes=digest[16:32], version=4)
    return f"{first}{second}"


def digest_key(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


class ProjectKeyQuerySet(models.QuerySet["ProjectKey"]):
    def matching(self, key: str) -> Self:
        """The key spelled so, if it opens anything now."""
        return self.working().filter(digest=digest_key(key))

    def working(self) -> Self:
        """Keys of those who own their project, or are in the class that fills it.

        Others rest: of who was locked out, and of members while a project is not
        shared with their class.
        """
        here = {"user": OuterRef("member"), "classroom": OuterRef("project__classroom")}
        of_class = Exists(Student.objects.filter(**here))
        of_teachers = Exists(Teaching.objects.filter(**here))
        of_owner = Q(project__owner=F("member"))
        return self.filter(of_owner | of_class | of_teachers, member__is_active=True)

    def of_students(self, project: Project) -> Self:
        """The working keys of those who fill `project`, by name."""
        keys = self.working().filter(project=project, member__is_student=True)
        members = keys.exclude(member=project.owner_id)
        return members.select_related("member__student", "project").order_by(
            "member__student__folded_username", "pk"
        )

    def for_page_of(self, project: Project, user: User) -> ProjectKey:
        """Return the key that `user` sees: their own, or that of who owns it all.

        Teachers who look at a student's own project see the student's.
        """
        may_add = project.standing_of(user).may_add
        return self.of_member(project, user if may_add else project.owner)

    def of_member(self, project: Project, member: User) -> ProjectKey:
        """Return the member's key to `project`, made now if there is none.

        Who may not train without a key does not get to by one.
        """
        nonce = uuid.uuid4()
        fresh = {
            "nonce": nonce,
            "digest": digest_key(spell_key(nonce)),
            "can_train": project.standing_of(member).may_change,
        }
        key, _ = self.get_or_create(project=project, member=member, defaults=fresh)
        return key


class ProjectKey(models.Model):
    """What one person gives to programs so that they can use one project."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="keys", db_index=False
    )
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    nonce = models.UUIDField()
    digest = models.CharField(max_length=64, unique=True)
    can_classify = models.BooleanField(default=True)
    can_write = models.BooleanField(default=True)
    can_train = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProjectKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "member"], name="member_has_one_key_to_a_project"
            ),
        ]

    def __str__(self) -> str:
        return f"Key of {self.member} to {self.project}"

    def spell(self) -> str:
        return spell_key(self.nonce)

    @property
    def scopes(self) -> list[str]:
        """What it may do, as far as whose it is may do that now."""
        may_train = self.project.standing_of(self.member).may_change
        allowed = {
            Scope.CLASSIFY: self.can_classify,
            Scope.WRITE: self.can_write,
            Scope.TRAIN: self.can_train and may_train,
        }
        return [scope.value for scope, may in allowed.items() if may]

    def renew(self) -> None:
        """Replace the secret; programs that hold the former one are locked out."""
        self.nonce = uuid.uuid4()
        self.digest = digest_key(self.spell())
        self.save(update_fields=["nonce", "digest"])
