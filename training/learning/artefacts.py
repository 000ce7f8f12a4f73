"""The files of a trained model: written to storage and read from it."""

from collections.abc import Sequence
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

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
    """Open one file of the model with that prefix. Raises `ArtefactIsGone`."""
    try:
        return default_storage.open(files_prefix + name)
    except FileNotFoundError:
        raise ArtefactIsGone from None


def read(files_prefix: str, name: str) -> bytes:
    """Return what is in one file. Raises `ArtefactIsGone`."""
    with open_file(files_prefix, name) as file:
        content: bytes = file.read()
        return content
