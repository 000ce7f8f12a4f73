"""How often a student's passphrase may be guessed: counted per account.

Never per address: a school has one for everybody.
"""

import hashlib

from django.core.cache import cache

from .codes import tidy_code
from .names import fold

ATTEMPTS = 10
WINDOW = 10 * 60  # seconds


def attempts_key(code: str, username: str) -> str:
    account = f"{tidy_code(code)}\n{fold(username)}"
    return f"join:{hashlib.sha256(account.encode(errors='replace')).hexdigest()}"


def may_try(code: str, username: str) -> bool:
    """Count one attempt; say if it is still within what is allowed."""
    key = attempts_key(code, username)
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key)) <= ATTEMPTS
    except (ValueError, TypeError):
        return True  # The counter has just expired, or the cache is away.


def forget_attempts(code: str, username: str) -> None:
    cache.delete(attempts_key(code, username))
