"""Classroom codes: short, easy to read out, and never a word."""

import re
import secrets

# No vowels, so no words; no 0 and O, 1 and I, which look alike.
ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8


def make_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """Forgive small letters, dashes and spaces in what a child typed."""
    return re.sub(r"[\s\-–—]", "", typed).upper()
