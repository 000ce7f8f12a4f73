"""Where a worker writes what it needs on the way: a folder that goes with it.

Children's examples are in there while a project is trained, and a worker that is killed
leaves them behind. So whoever starts next deletes what belongs to nobody. Who is alive
holds a lock on its folder, which the system lets go of however a process ends.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

PREFIX = "mlforkids-worker-"
_held: dict[Path, int] = {}  # the lock of each folder of this process


def move_in() -> Path:
    """Have all temporary files of this process in a folder of its own from now on."""
    delete_abandoned()
    folder = None
    while folder is None:
        folder = lock(Path(tempfile.mkdtemp(prefix=PREFIX)))
    tempfile.tempdir = str(folder)
    return folder


def move_out() -> None:
    """Delete everything that this process has written on its way."""
    for folder in list(_held):
        give_up(folder)


def delete_abandoned() -> None:
    """Delete the folders of workers that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder not in _held and lock(folder):
            give_up(folder)


def lock(folder: Path) -> Path | None:
    """Hold a folder of ours until this process ends; None if another does, or did."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = os.fstat(number).st_uid == os.getuid()
        except OSError:
            is_ours = False
        if is_ours and folder.is_dir():
            _held[folder] = number
            return folder
        os.close(number)
    return None


def give_up(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(_held.pop(folder))
