"""What people give as a file: checked, made again from what it holds, and stored."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..kinds import BadExample
from .limits import TooManyUploads, count_upload
from .pictures import read_picture
from .prepared import Prepared
from .refusals import check_size_of_picture
from .sound_refusals import check_size_of_sound
from .sounds import hear_sound, read_sound
from .storing import (
    FileIsGone,
    StorageIsDown,
    StorageIsFull,
    content_type_of,
    is_stored,
    open_stored,
    read_file,
    write_files,
)
from .turns import TooManyPictures

__all__ = [
    "READERS",
    "FileIsGone",
    "Prepared",
    "StorageIsDown",
    "StorageIsFull",
    "TooManyPictures",
    "TooManyUploads",
    "check_size_of_picture",
    "check_size_of_sound",
    "content_type_of",
    "count_upload",
    "hear_sound",
    "is_stored",
    "open_stored",
    "prepare",
    "read_file",
    "read_picture",
    "read_sound",
    "write_files",
]


class Reader(NamedTuple):
    """How what is given as a file comes, and what becomes of it."""

    sent_as: str
    # Raises `BadExample` for more bytes than anybody has to read.
    check_size: Callable[[int], None]
    # Takes what was sent, and returns the files that are stored instead of it.
    read: Callable[[bytes], Prepared]
    from_web: bool = False  # Whether it may also lie at an address.


READERS: dict[str, Reader] = {
    "images": Reader("picture", check_size_of_picture, read_picture, from_web=True),
    "sounds": Reader("sound", check_size_of_sound, read_sound),
}


def prepare(kind_code: str, data: bytes) -> Prepared:
    """Return the files that an example of this kind is stored as.

    Raises `BadExample` for what is none, and for kinds whose examples are no files.
    """
    if kind_code not in READERS:
        raise BadExample(_("A project of this kind has no files."))
    return READERS[kind_code].read(data)
