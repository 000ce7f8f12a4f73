"""Students: adding them, and the words they come in with."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..attempts import forget_attempts
from ..hashers import ClassroomPasswordHasher
from ..models import Classroom, Student, User
from ..names import check_name, fold, tidy
from ..passphrases import make_passphrase, tidy_passphrase
from ..quotas import check_quota, policy_of


@transaction.atomic
def add_students(
    classroom: Classroom, usernames: Sequence[str]
) -> list[tuple[Student, str]]:
    """Add all of `usernames` or none; return each student with their passphrase."""
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    usernames = [tidy(username) for username in usernames]
    check_usernames(classroom, usernames)
    quota = policy_of(classroom).student_quota
    check_quota(
        classroom.students.count(),
        len(usernames),
        quota,
        _("A class has room for %(quota)d students. Add fewer, or open another class.")
        % {"quota": quota},
    )
    return [add_student(classroom, name, make_passphrase()) for name in usernames]


def add_student(
    classroom: Classroom, username: str, passphrase: str
) -> tuple[Student, str]:
    """Add one student whose username has been checked."""
    user = User.objects.create(is_student=True, password=hash_passphrase(passphrase))
    student = Student.objects.create(
        user=user,
        classroom=classroom,
        username=username,
        folded_username=fold(username),
    )
    return student, passphrase


def check_usernames(classroom: Classroom, usernames: Iterable[str]) -> None:
    """Raise `ValidationError` that names each line that cannot be a new username."""
    taken = set(classroom.students.values_list("folded_username", flat=True))
    problems = []
    for line, username in enumerate(usernames, start=1):
        try:
            check_name(username)
        except ValidationError as error:
            sentence = error.messages[0]
        else:
            sentence = (
                _("This name is already taken.") if fold(username) in taken else ""
            )
        if sentence:
            problems.append(
                _("Line %(line)d, “%(name)s”: %(sentence)s")
                % {"line": line, "name": username[:40], "sentence": sentence}
            )
        taken.add(fold(username))
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def reset_passphrases(students: Iterable[Student]) -> list[tuple[Student, str]]:
    """Give each of `students` a new passphrase of their own; return them."""
    credentials = []
    for student in students:
        passphrase = make_passphrase()
        student.user.password = hash_passphrase(passphrase)
        student.user.save(update_fields=["password"])
        forget_attempts(student.classroom.code, student.username)
        credentials.append((student, passphrase))
    return credentials


def hash_passphrase(passphrase: str) -> str:
    tidied = tidy_passphrase(passphrase)
    return make_password(tidied, hasher=ClassroomPasswordHasher.algorithm)
