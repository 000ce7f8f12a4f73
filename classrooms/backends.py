"""How students log in: classroom code, username, passphrase."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from .codes import tidy_code
from .hashers import ClassroomPasswordHasher
from .models import Student, User
from .names import fold
from .passphrases import tidy_passphrase


class StudentBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> User | None:
        """Return the student whom `code`, `username` and `passphrase` belong to."""
        if not {"code", "username", "passphrase"} <= credentials.keys():
            return None
        passphrase = tidy_passphrase(credentials["passphrase"])
        algorithm = ClassroomPasswordHasher.algorithm
        student = (
            Student.objects.filter(
                classroom__code=tidy_code(credentials["code"]),
                folded_username=fold(credentials["username"]),
                user__is_active=True,
            )
            .select_related("user", "classroom")
            .first()
        )
        if student is None:
            # The same work as for a real student, so that time tells nothing.
            make_password(passphrase, hasher=algorithm)
            return None
        if check_password(passphrase, student.user.password, preferred=algorithm):
            return student.user
        return None

    def get_user(self, user_id: int) -> User | None:
        """Return who is logged in; a guest whose time is up is not, erased or not."""
        still_here = Q(student__classroom__expires_at=None) | Q(
            student__classroom__expires_at__gt=timezone.now()
        )
        users = User.objects.select_related("student__classroom")
        return users.filter(still_here, pk=user_id, is_active=True).first()
