"""How often a key may be used, so that one program cannot take the whole server.

Counted by each web process for itself: a program in a forever loop must not cost a
question to Redis each time only to be told to wait.
"""

import time
from collections.abc import Hashable
from threading import Lock

from projects.models import Scope

from .refusals import TooFast

WINDOW = 10  # seconds
# Uses of one key in a window. A class that shares a key stays far below them.
ALLOWED: dict[str, int] = {Scope.CLASSIFY: 6000, Scope.WRITE: 600, Scope.TRAIN: 30}
LIST = "list"  # of all examples, which takes as long as hundreds of other answers
ALLOWED[LIST] = 60
HEARD = "heard"  # the sounds of a project in one list: two hundred take a second
ALLOWED[HEARD] = 6
IMAGE = "image"  # the file of one example; a list names as many as there are
ALLOWED[IMAGE] = 3000
FILE = "file"  # an example that is one: making it again takes up to 60 ms
ALLOWED[FILE] = 150
SENT = "sent"  # examples of a browser: reading 4 MB takes up to a second
ALLOWED[SENT] = 6

_lock = Lock()
_uses: dict[tuple[Hashable, str], int] = {}
_window = 0


def check_rate(who: Hashable, scope: str) -> None:
    """Count one use, of a key by its number. Raises `TooFast`."""
    global _window
    now = time.time()
    with _lock:
        if now // WINDOW != _window:
            _window = int(now // WINDOW)
            _uses.clear()
        uses = _uses[who, scope] = _uses.get((who, scope), 0) + 1
    if uses > ALLOWED[scope]:
        raise TooFast(seconds=WINDOW - int(now % WINDOW))
