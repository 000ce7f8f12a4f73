"""Tidying up, away from the request."""

import logging
from collections.abc import Iterator

import dramatiq
from django.core.files.storage import Storage, default_storage
from django.db import transaction

from .models import DiscardedFiles

logger = logging.getLogger(__name__)


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
@transaction.atomic
def delete_discarded_files(pk: int) -> None:
    """Delete one folder of files that no row needs any more. Twice is harmless."""
    waiting = DiscardedFiles.objects.select_for_update(skip_locked=True)
    discarded = waiting.filter(pk=pk).first()
    if discarded is None or not discarded.may_go:
        return
    deleted = 0
    try:
        for _name in delete_folder(default_storage, discarded.prefix):
            deleted += 1
    except Exception as error:
        # Something was written while the folder was emptied, or the storage is away.
        logger.info("A folder is emptied again later: %r", error)
    else:
        discarded.delete()
    discarded.note_deleted(deleted)


def delete_folder(storage: Storage, prefix: str) -> Iterator[str]:
    """Delete everything under `prefix`, also where it is partly gone already.

    Yields the name of each file once it is deleted.
    """
    folder = prefix.rstrip("/")
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
        yield f"{folder}/{name}"
    for inner in filter(None, folders):
        yield from delete_folder(storage, f"{folder}/{inner}")
    storage.delete(folder)
