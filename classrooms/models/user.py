"""Anyone who can log in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


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
        """Make an operator, whose address needs no letter: they are at the machine."""
        user = self.create_user(
            email, password, **fields, is_staff=True, is_superuser=True
        )
        user.emailaddress_set.create(email=email.lower(), verified=True, primary=True)
        return user

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

    emailaddress_set: RelatedManager[Any]  # allauth's, of a teacher

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
