"""Tidying up, away from the request."""

import dramatiq
from django.core.files.storage import Storage, default_storage

from .models import DiscardedFiles


@dramatiq.actor(queue_name="housekeeping", max_retries=0)
def delete_discarded_files(pk: int) -> None:
    """Delete one folder of files that no row needs any more. Twice is harmless."""
    discarded = DiscardedFiles.objects.filter(pk=pk).first()
    if discarded is not None:
        delete_folder(default_storage, discarded.prefix)
        discarded.delete()


def delete_folder(storage: Storage, prefix: str) -> None:
    """Delete everything under `prefix`, also where it is partly gone already."""
    try:
        folders, names = storage.listdir(prefix)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{prefix.rstrip('/')}/{name}")
    for folder in filter(None, folders):
        delete_folder(storage, f"{prefix.rstrip('/')}/{folder}")
    storage.delete(prefix.rstrip("/"))
