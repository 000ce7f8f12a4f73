"""Students: adding them and calling them something else."""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from .. import live
from ..enrolling import (
    Newcomer,
    Problem,
    complaint,
    find_problems,
    new_groups,
    room_in,
    say_no_room,
    say_taken,
)
from ..models import Classroom, Group, Student, User
from ..names import fold, tidy
from ..quotas import QuotaExceeded
from .holding import hold
from .passphrases import Credential, Secret, hash_passphrase, new_secrets


class BadNewcomers(ValidationError):
    """Nobody was added, because some cannot be; `problems` says who, and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([str(problem) for problem in problems])
        self.problems = problems


def add_students(classroom: Classroom, usernames: Iterable[str]) -> list[Credential]:
    """Add all of `usernames` or none; return each student with their passphrase."""
    newcomers = [
        Newcomer(tidy(username), line=line)
        for line, username in enumerate(usernames, start=1)
    ]
    return enrol(classroom, newcomers)


def enrol(classroom: Classroom, newcomers: Sequence[Newcomer]) -> list[Credential]:
    """Add all of `newcomers`, and their groups, or nobody and nothing."""
    check_newcomers(classroom, newcomers)
    # Takes seconds for a class, so nobody is made to wait for it with the row held.
    secrets = new_secrets(classroom.language, len(newcomers))
    with transaction.atomic():
        hold(classroom)
        check_newcomers(classroom, newcomers)
        return write_students(classroom, newcomers, secrets)


def add_numbered_students(
    classroom: Classroom, prefix: str, count: int
) -> list[Credential]:
    """Add `count` students called after `prefix`, and a number that nobody has."""
    check_room(classroom, count)
    secrets = new_secrets(classroom.language, count)
    with transaction.atomic():
        hold(classroom)
        taken = classroom.students.values_list("folded_username", flat=True)
        names = number_names(tidy(prefix), count, taken)
        newcomers = [Newcomer(name, line=line) for line, name in enumerate(names, 1)]
        check_newcomers(classroom, newcomers)
        return write_students(classroom, newcomers, secrets)


def number_names(prefix: str, count: int, taken: Iterable[str]) -> list[str]:
    """Return star01, star02 and so on, after the highest number that is taken."""
    pattern = re.compile(re.escape(fold(prefix)) + r"([0-9]+)")
    matches = [match for name in taken if (match := pattern.fullmatch(name))]
    numbers = [match[1] for match in matches]
    first = max(map(int, numbers), default=0) + 1
    # As long as those that are there already: a card may be printed with them.
    width = max(map(len, numbers), default=len(str(first + count - 1)))
    return [f"{prefix}{number:0{width}}" for number in range(first, first + count)]


def check_newcomers(classroom: Classroom, newcomers: Sequence[Newcomer]) -> None:
    """Raise `QuotaExceeded` or `BadNewcomers` if they cannot all be added."""
    check_room(classroom, len(newcomers))
    if problems := find_problems(classroom, newcomers):
        raise BadNewcomers(problems)


def check_room(classroom: Classroom, more: int) -> None:
    if more > room_in(classroom):
        raise QuotaExceeded(say_no_room(classroom))


def write_students(
    classroom: Classroom, newcomers: Sequence[Newcomer], secrets: Sequence[Secret]
) -> list[Credential]:
    """Write users, groups and students; who calls it holds the classroom."""
    groups = write_groups(classroom, newcomers)
    users = User.objects.bulk_create(
        User(is_student=True, password=secret.password) for secret in secrets
    )
    students = Student.objects.bulk_create(
        Student(
            user=user,
            classroom=classroom,
            username=newcomer.username,
            folded_username=fold(newcomer.username),
            group=groups.get(fold(newcomer.group_name)),
        )
        for user, newcomer in zip(users, newcomers, strict=True)
    )
    live.announce(classroom.pk)
    words = [secret.passphrase for secret in secrets]
    return list(zip(students, words, strict=True))


def write_groups(
    classroom: Classroom, newcomers: Iterable[Newcomer]
) -> dict[str, Group]:
    """Make the groups that are new; return all by folded name."""
    Group.objects.bulk_create(
        Group(classroom=classroom, name=name, folded_name=fold(name))
        for name in new_groups(classroom, newcomers)
    )
    return {group.folded_name: group for group in classroom.groups.all()}


def add_student(classroom: Classroom, username: str, passphrase: str) -> Credential:
    """Add one student whose username has been checked."""
    secret = Secret(passphrase, hash_passphrase(passphrase))
    with transaction.atomic():
        return write_students(classroom, [Newcomer(username)], [secret])[0]


@transaction.atomic
def rename_student(student: Student, username: str) -> None:
    """Call a student something else, if nobody in the class is called that."""
    classroom, username = student.classroom, tidy(username)
    hold(classroom)
    if sentence := complaint(username):
        raise ValidationError(sentence)
    folded = fold(username)
    others = classroom.students.exclude(pk=student.pk)
    if others.filter(folded_username=folded).exists():
        raise ValidationError(say_taken())
    student.username, student.folded_username = username, folded
    classroom.students.filter(pk=student.pk).update(
        username=username, folded_username=folded
    )
    live.announce(classroom.pk, student_id=student.pk)
