"""The files of a trained model: written to storage and read from it."""

from collections.abc import Sequence
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from projects.uploads import FileIsGone, open_stored

from ..models import Training


class ArtefactIsGone(Exception):
    """The model, or its files, were deleted while somebody used it."""


def store(training: Training, folder: Path, names: Sequence[str]) -> int:
    """Copy `names` from `folder` to the model's own place; return their bytes."""
    stored = 0
    for name in names:
        wanted = training.files_prefix + name
        with (folder / name).open("rb") as file:
            if default_storage.save(wanted, File(file)) != wanted:
                raise FileExistsError(wanted)
        stored += (folder / name).stat().st_size
    return stored


def open_file(files_prefix: str, name: str) -> File[bytes]:
    """Open one file of the model with that prefix.

    Raises `ArtefactIsGone`, and `StorageIsDown` while nothing can be read.
    """
    try:
        return open_stored(files_prefix + name)
    except FileIsGone:
        raise ArtefactIsGone from None


def read(files_prefix: str, name: str) -> bytes:
    """Return what is in one file. Raises as `open_file` does."""
    with open_file(files_prefix, name) as file:
        content: bytes = file.read()
        return content
