"""How often a key may be used, so that one program cannot take the whole server."""

import time

from django.core.cache import cache

from projects.models import ProjectKey, Scope

WINDOW = 10  # seconds
# Uses of one key in a window. A class that shares a key stays far below them.
ALLOWED = {Scope.CLASSIFY: 6000, Scope.WRITE: 600, Scope.TRAIN: 30}


class TooFast(Exception):
    """The key was used too often; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many requests. Slow down a little")
        self.seconds = seconds


def check_rate(key: ProjectKey, scope: str) -> None:
    """Count one use of `key`. Raises `TooFast`. Without Redis, everyone passes."""
    now = time.time()
    name = f"uses:{scope}:{key.pk}:{int(now // WINDOW)}"
    cache.add(name, 0, 2 * WINDOW)
    try:
        uses = int(cache.incr(name))
    except (ValueError, TypeError):
        return
    if uses > ALLOWED[Scope(scope)]:
        raise TooFast(seconds=WINDOW - int(now % WINDOW))
