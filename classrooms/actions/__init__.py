"""The verbs of a classroom, shared by pages, the admin and the demo."""

from .classrooms import check_classroom_quota, open_classroom, unused_code
from .students import add_student, add_students, check_usernames, reset_passphrases

__all__ = [
    "add_student",
    "add_students",
    "check_classroom_quota",
    "check_usernames",
    "open_classroom",
    "reset_passphrases",
    "unused_code",
]
