"""Large pictures, one after the other: decoded, one takes hundreds of megabytes."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

IN_LINE = 8  # in one web process: half of its threads stay for everybody else
_places = threading.BoundedSemaphore(IN_LINE)
_one = threading.Lock()


class TooManyPictures(Exception):
    """Enough large pictures wait already; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            _("Many pictures arrive right now. Wait a moment, and try again.")
        )


@contextmanager
def turn(is_large: bool) -> Iterator[None]:
    """Wait until no other large picture is being read; small ones need not.

    Raises `TooManyPictures`, so that those who wait take only some of the threads.
    """
    if not is_large:
        yield
        return
    if not _places.acquire(blocking=False):
        raise TooManyPictures
    try:
        with _one:
            yield
    finally:
        _places.release()
