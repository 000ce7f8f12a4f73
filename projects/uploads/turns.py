"""Large pictures, one after the other: decoded, one takes hundreds of megabytes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

IN_LINE = 8  # in one web process: half of its threads stay for everybody else
T = TypeVar("T")
_places = threading.BoundedSemaphore(IN_LINE)
# A thread of their own: each that has read a large one keeps much of its memory.
_reader = ThreadPoolExecutor(1, "large-pictures")


class TooManyPictures(Exception):
    """Enough large pictures wait already; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            _("Many pictures arrive right now. Wait a moment, and try again.")
        )


def in_turn(read: Callable[[bytes], T], data: bytes) -> T:
    """Return what `read` makes of `data`, when no other large picture is being read.

    Raises `TooManyPictures`, so that those who wait take only some of the threads.
    """
    if not _places.acquire(blocking=False):
        raise TooManyPictures
    try:
        return _reader.submit(read_in, get_language(), read, data).result()
    finally:
        _places.release()


def read_in(language: str | None, read: Callable[[bytes], T], data: bytes) -> T:
    """Read it, and say what is wrong with it in the language of whoever waits."""
    with override(language):
        return read(data)
