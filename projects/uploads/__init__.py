"""What people give as a file: checked, made again from its pixels, and stored."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..kinds import BadExample
from .limits import TooManyUploads, count_upload
from .pictures import Prepared, read_picture
from .refusals import check_size_of_picture
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
    "FileIsGone",
    "Prepared",
    "StorageIsDown",
    "StorageIsFull",
    "TooManyPictures",
    "TooManyUploads",
    "check_size_of_picture",
    "content_type_of",
    "count_upload",
    "is_stored",
    "open_stored",
    "prepare",
    "read_file",
    "read_picture",
    "write_files",
]

# Each takes what was sent, and returns the files that are stored instead of it.
READERS: dict[str, Callable[[bytes], Prepared]] = {
    "images": read_picture,
}


def prepare(kind_code: str, data: bytes) -> Prepared:
    """Return the files that an example of this kind is stored as.

    Raises `BadExample` for what is none, and for kinds whose examples are no files.
    """
    if kind_code not in READERS:
        raise BadExample(_("A project of this kind has no files."))
    return READERS[kind_code](data)
