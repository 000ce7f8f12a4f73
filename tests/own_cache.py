"""A cache of one's own, on the real Redis: counters that no other test shares."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import SimpleTestCase


def give_own_cache(test: SimpleTestCase) -> None:
    """Let the test begin with an empty cache, and leave the others theirs.

    Clearing the one cache would empty all of Redis, also for tests that run now.
    """
    cache: dict[str, Any] = {**settings.CACHES["default"], "KEY_PREFIX": str(uuid4())}
    test.enterContext(test.settings(CACHES={"default": cache}))
