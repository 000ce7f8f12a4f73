from django.contrib.auth.hashers import PBKDF2PasswordHasher


class ClassroomPasswordHasher(PBKDF2PasswordHasher):
    """Hashes students' passphrases, cheap enough for thirty log-ins at once.

    Passphrases are random words (31 bits), so they need less stretching than the
    passwords that teachers choose, which use Django's default.
    """

    algorithm = "pbkdf2_sha256_classroom"
    iterations = 100_000
