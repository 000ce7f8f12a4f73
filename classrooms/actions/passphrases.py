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
    secrets = new_secrets(students[0].classroom.language, len(students))
    with transaction.atomic():
        for student, secret in zip(students, secrets, strict=True):
            student.user.password = secret.password
        User.objects.bulk_update([each.user for each in students], ["password"])
    for student in students:
        forget_attempts(student.classroom.code, student.username)
    return [
        (student, secret.passphrase)
        for student, secret in zip(students, secrets, strict=True)
    ]
