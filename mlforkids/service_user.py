"""Whom the embedded services run as: PostgreSQL refuses to be root."""

import os
import pwd
import stat
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "mlforkids"


def number() -> int:
    """Return the number of the user whom the services' files belong to."""
    return _make().pw_uid if os.geteuid() == 0 else os.geteuid()


def of_processes() -> dict[str, Any]:
    """Return what subprocess.run needs in order to run a program as that user."""
    if os.geteuid() != 0:
        return {}
    user = _make()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def open_the_way(*destinations: Path) -> None:
    """Let that user walk through (not look into) the folders on the way."""
    if os.geteuid() != 0:
        return
    for destination in destinations:
        for folder in (destination, *destination.resolve().parents):
            mode = folder.stat().st_mode
            if folder.is_dir() and not mode & stat.S_IXOTH:
                folder.chmod(mode | stat.S_IXOTH)


def _make() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(NAME)
    command = ["useradd", "--system", "--shell", "/usr/sbin/nologin", NAME]
    subprocess.run(command, check=True, capture_output=True)
    return pwd.getpwnam(NAME)
