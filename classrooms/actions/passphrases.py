"""The words that students come in with."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ..attempts import forget_attempts
from ..hashers import ClassroomPasswordHasher
from ..models import Student, User
from ..passphrases import make_passphrase, tidy_passphrase
from .holding import hold

Credential = tuple[Student, str]  # with their passphrase
THREADS = 4  # The others go on answering pages meanwhile.


@dataclass(frozen=True)
class Secret:
    """A passphrase, and what is stored of it."""

    passphrase: str
    password: str


def new_secrets(language: str, count: int) -> list[Secret]:
    """Make `count` passphrases; hashing is slow on purpose, so on several cores."""
    passphrases = [make_passphrase(language) for _ in range(count)]
    with ThreadPoolExecutor(THREADS) as threads:
        hashes = list(threads.map(hash_passphrase, passphrases))
    return [Secret(*pair) for pair in zip(passphrases, hashes, strict=True)]


def hash_passphrase(passphrase: str) -> str:
    tidied = tidy_passphrase(passphrase)
    return make_password(tidied, hasher=ClassroomPasswordHasher.algorithm)


def reset_passphrases(students: Sequence[Student]) -> list[Credential]:
    """Give each of `students` new words of their own, and end what the old ones began.

    Django ends a session when the password that began it is not the password any more.
    """
    if not students:
        return []
    classroom = students[0].classroom
    secrets = new_secrets(classroom.language, len(students))
    with transaction.atomic():
        hold(classroom)
        # Not of those who have left meanwhile, to a class of somebody else perhaps.
        still_here = set(classroom.students.values_list("pk", flat=True))
        pairs = [
            pair for pair in zip(students, secrets, strict=True)
            if pair[0].pk in still_here
        ]  # fmt: skip
        for student, secret in pairs:
            student.user.password = secret.password
        User.objects.bulk_update([each.user for each, _ in pairs], ["password"])
    for student, _secret in pairs:
        forget_attempts(classroom.code, student.username)
    return [(student, secret.passphrase) for student, secret in pairs]
