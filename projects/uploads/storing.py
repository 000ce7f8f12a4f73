"""Files on their way into storage, and what is said when it does not take them."""

import errno
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import PurePath

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CONTENT_TYPES = {".jpg": "image/jpeg", ".wav": "audio/wav", ".webp": "image/webp"}
logger = logging.getLogger(__name__)


class FileIsGone(Exception):
    """The storage has no such file: what it was of has been deleted."""


class StorageIsDown(Exception):
    """The storage does not answer, or fails; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            _("This could not be stored right now. Wait a moment, and try again.")
        )


class StorageIsFull(Exception):
    """The disk behind the storage is full; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no room left on the server. Please tell your teacher.")
        )


def write_files(prefix: str, files: Mapping[str, bytes]) -> None:
    """Store `files` under `prefix`. Raises `StorageIsDown` and `StorageIsFull`.

    Some may have been written by then: whoever calls has noted to delete them.
    """
    for name, content in files.items():
        try:
            written = default_storage.save(prefix + name, ContentFile(content))
            if written != prefix + name:
                raise FileExistsError(written)
        except Exception as error:  # Each storage raises errors of its own.
            logger.warning("A file could not be stored: %r", error)
            raise (StorageIsFull if is_full(error) else StorageIsDown) from error


def is_full(error: Exception) -> bool:
    no_room = getattr(error, "errno", None) in FULL
    return no_room or status_in(error) == HTTPStatus.INSUFFICIENT_STORAGE


def read_file(name: str) -> bytes:
    """Return what is in one file. Raises `FileIsGone` and `StorageIsDown`."""
    with open_stored(name) as file, as_our_own_errors():
        content: bytes = file.read()
        return content


def open_stored(name: str) -> File[bytes]:
    """Open one file, all of which is here then. Raises as `read_file` does."""
    with as_our_own_errors():
        file = default_storage.open(name)
        # Some storages fetch it only now.
        return file.open()


def is_stored(name: str) -> bool:
    """Say if there is such a file. Raises `StorageIsDown`."""
    with as_our_own_errors():
        return default_storage.exists(name)


@contextmanager
def as_our_own_errors() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # Each storage raises errors of its own.
        if is_missing(error):
            raise FileIsGone from None
        logger.warning("A file could not be read: %r", error)
        raise StorageIsDown from error


def is_missing(error: Exception) -> bool:
    """Say whether this is how a storage tells that it has no such file."""
    return (
        isinstance(error, FileNotFoundError) or status_in(error) == HTTPStatus.NOT_FOUND
    )


def status_in(error: Exception) -> int | None:
    """Return what S3 answered, where this is how its library raises that."""
    answer = getattr(error, "response", None) or {}
    status: int | None = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status


def content_type_of(name: str) -> str:
    return CONTENT_TYPES[PurePath(name).suffix]
