"""The plain site, running beside ours on the same PostgreSQL."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from .class_project_desks import Desk, Room
from .site import PORT, ROOT

PLAIN_PORT = PORT + 1
PLAIN_SITE = f"http://127.0.0.1:{PLAIN_PORT}"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "benchmarks.plain_site.settings"}


@contextmanager
def plain_site(students: int) -> Iterator[tuple[Room, psutil.Process]]:
    """Have the plain site running inside the block; gives project and process."""
    room = fill(students)
    process = subprocess.Popen(
        command("serve", PLAIN_PORT), cwd=ROOT, env=environment()
    )
    try:
        wait_until_it_answers()
        yield room, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def fill(students: int) -> Room:
    done = subprocess.run(
        command("fill", students),
        cwd=ROOT,
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
    )
    made = json.loads(done.stdout)
    given = {"project": made["project"], "label": made["label"]}
    room = Room("/api/examples/", given)
    cookies = [f"sessionid={session}" for session in made["sessions"]]
    room.desks = [Desk(PLAIN_SITE, room, cookie) for cookie in cookies]
    return room


def command(verb: str, number: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.plain_site", verb, str(number)]


def environment() -> dict[str, str]:
    return {**os.environ, **SETTINGS}


def wait_until_it_answers() -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urlopen(f"{PLAIN_SITE}/api/examples/", timeout=5).close()  # noqa: S310
        except HTTPError:
            return  # It does not know us, so it is there.
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError("The plain site did not become ready.")
