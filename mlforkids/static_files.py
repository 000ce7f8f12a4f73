"""Static files, collected into the data folder when one of them changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> None:
    """Collect and hash the static files, unless nothing changed since last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_files()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def _state_of_files() -> str:
    state = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = Path(storage.path(path)).stat()
            state.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return state.hexdigest()
