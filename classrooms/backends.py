"""How students log in: classroom code, username, passphrase."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.utils import timezone

from .codes import tidy_code
from .hashers import ClassroomPasswordHasher
from .models import Classroom, Student, User
from .names import fold
from .passphrases import tidy_passphrase
from .straight import read

STILL_HERE = """
FROM classrooms_user
LEFT JOIN classrooms_student ON classrooms_student.user_id = classrooms_user.id
LEFT JOIN classrooms_classroom
  ON classrooms_classroom.id = classrooms_student.classroom_id
WHERE classrooms_user.id = %(user)s AND is_active
  AND (expires_at IS NULL OR expires_at > %(now)s)
"""


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
        asked = {"user": user_id, "now": timezone.now()}
        found = read((User, Student, Classroom), STILL_HERE, asked)
        if found is None:
            return None
        user: User = found[0]
        student, classroom = found[1:]
        if student is not None:
            student.classroom, user.student = classroom, student
        return user
