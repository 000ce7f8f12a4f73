"""Erasing people, classes and accounts for good, with all that they ever made.

Three verbs, one transaction each; files follow through the outbox of
`projects.actions.discard_files`. They stand above projects and models, which do not
know that they can be erased.
"""

from .going import Going, Tally, of_account, of_classroom, of_students
from .learnt import AfterErasing, Elsewhere
from .verbs import (
    AlreadyErased,
    LastSuperuser,
    check_may_be_erased,
    erase_account,
    erase_classroom,
    erase_students,
)

__all__ = [
    "AfterErasing",
    "AlreadyErased",
    "Elsewhere",
    "Going",
    "LastSuperuser",
    "Tally",
    "check_may_be_erased",
    "erase_account",
    "erase_classroom",
    "erase_students",
    "of_account",
    "of_classroom",
    "of_students",
]
