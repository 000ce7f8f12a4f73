"""How many files one person may send, since each costs the server some work."""

import time

from django.utils.translation import gettext as _

from classrooms.counting import count

ALLOWED, WINDOW = 240, 60  # files of one person, in so many seconds


class TooManyUploads(Exception):
    """One person sends a great many; the message says what to do, `seconds` when."""

    def __init__(self, seconds: int) -> None:
        sentence = _("These are many files at once. Wait a minute, then go on.")
        super().__init__(sentence)
        self.seconds = seconds


def count_upload(person_id: int) -> None:
    """Count one more, of a person and not of an address: a class shares one."""
    window, over = divmod(int(time.time()), WINDOW)
    if count(f"uploads:{person_id}:{window}", WINDOW) > ALLOWED:
        raise TooManyUploads(seconds=WINDOW - over)
