"""How many downloads one person may have on the way at once.

Each takes disk while it lasts. The places are in Redis, which frees one by itself when
its process has died; without Redis nobody is turned away.
"""

from typing import IO, Any

from django.core.cache import cache
from django.core.files import File

from classrooms.models import User

AT_ONCE = 2
SECONDS_TO_WAIT = 30  # before asking again
SECONDS_KEPT = 15 * 60  # where nobody gave the place back


class TooManyAtOnce(Exception):
    """This person has as many downloads on the way as they may have."""


def take_turn(user: User) -> str:
    """Take one of the places, to be given to a `Download`. Raises `TooManyAtOnce`."""
    for number in range(AT_ONCE):
        place = f"download:{user.pk}:{number}"
        if cache.add(place, True, SECONDS_KEPT):
            return place
    raise TooManyAtOnce


def give_back(place: str) -> None:
    cache.delete(place)


class Download(File[bytes]):
    """A file on its way to somebody, whose place is free again when it is closed."""

    def __init__(self, file: IO[Any], place: str) -> None:
        """Take an open file, and the place that it has."""
        super().__init__(file, name=None)
        self.place = place

    def close(self) -> None:
        """Close the file, and make room for another."""
        super().close()
        give_back(self.place)
