"""Counting how often something was done lately, for all processes together."""

from django.core.cache import cache


def count(key: str, seconds: int) -> int:
    """Count once more; return how often it was in the `seconds` since the first time.

    Without Redis every time is the first.
    """
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 1  # The time is over just now.
