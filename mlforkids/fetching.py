"""Bringing a base model here: its folder appears when all that is in it is right."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from training.base_models import BaseFile, BaseModel, Source

from .downloads import (
    CannotFetch,
    NotThere,
    Wanted,
    arrived,
    check_address,
    fetch,
    unwritable,
)

SPARE = 20 * 1024 * 1024  # bytes that the disk should have left afterwards


def fetch_model(
    model: BaseModel,
    to: Path,
    mirror: str | None,
    report: Callable[[BaseFile, int], None],
) -> bool:
    """Fetch all files of `model` into `to`; return False if they were there already.

    `report` is told a file and how many bytes of it are here. Raises `CannotFetch`.
    """
    if mirror is not None:
        check_address(mirror)
    try:
        return fetch_folder(model, to, mirror, report)
    except OSError as error:
        raise CannotFetch(unwritable(to, error)) from error


def fetch_folder(
    model: BaseModel,
    to: Path,
    mirror: str | None,
    report: Callable[[BaseFile, int], None],
) -> bool:
    if all(each.is_here for each in wanted_files(model, to / model.name, mirror)):
        return False
    draft = to / f"{model.name}.partial"
    with alone(draft):
        files = wanted_files(model, draft, mirror)
        check_room(to, sum(each.size - arrived(each.path) for each in files))
        for file, wanted in zip(model.files, files, strict=True):
            wanted.path.parent.mkdir(parents=True, exist_ok=True)
            bring(file, wanted, mirror, partial(report, file))
        put_in_place(draft, to / model.name)
    return True


def bring(
    file: BaseFile, wanted: Wanted, mirror: str | None, report: Callable[[int], None]
) -> None:
    """Write what is ours; fetch the rest, or what it can be made of."""
    if file.content is not None:
        wanted.path.write_bytes(file.content)
        return
    ways = [partial(make, wanted, source, mirror) for source in file.sources]
    if wanted.addresses:
        ways.insert(0, partial(fetch, wanted))
    *others, last = ways
    for way in others:
        with suppress(NotThere):
            way(report)
            return
    last(report)


def make(
    wanted: Wanted, source: Source, mirror: str | None, report: Callable[[int], None]
) -> None:
    """Make a file of another one. Raises `CannotFetch`."""
    if wanted.is_here:
        return
    address = source.address if mirror is None else on_mirror(mirror, source.address)
    # Another name for each, so that what has begun to come goes on.
    name = f"{wanted.path.name}.{hashlib.sha256(address.encode()).hexdigest()[:8]}"
    origin = Wanted(wanted.path.with_name(name), [address], source.size, source.sha256)
    fetch(origin, report)
    try:
        wanted.path.write_bytes(source.convert(origin.path.read_bytes()))
    except ValueError:
        wanted.path.unlink(missing_ok=True)
    finally:
        origin.path.unlink()
    if not wanted.is_here:
        sentence = _("%(address)s is another network. Try another mirror.")
        raise NotThere(sentence % {"address": address})


def wanted_files(model: BaseModel, folder: Path, mirror: str | None) -> list[Wanted]:
    return [
        Wanted(
            path=folder / file.path,
            addresses=addresses_of(model, file, mirror),
            size=file.size,
            sha256=file.sha256,
        )
        for file in model.files
    ]


def addresses_of(model: BaseModel, file: BaseFile, mirror: str | None) -> list[str]:
    """Return where a file may be found.

    A mirror is a folder like the one that fetching makes, or has the publisher's paths.
    """
    if mirror is None:
        return [file.address] if file.address else []
    like_ours = f"{mirror.rstrip('/')}/{model.name}/{file.path}"
    theirs = [on_mirror(mirror, file.address)] if file.address else []
    return [like_ours, *theirs]


def on_mirror(mirror: str, address: str) -> str:
    """Return where a host that has the publisher's paths has this address."""
    return f"{mirror.rstrip('/')}{urlsplit(address).path}"


@contextmanager
def alone(draft: Path) -> Iterator[None]:
    """Keep others from fetching the same into the same folder meanwhile."""
    draft.mkdir(parents=True, exist_ok=True)
    folder = os.open(draft, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        sentence = _("Somebody is fetching it already. Wait for them to finish.")
        raise CannotFetch(sentence) from None
    finally:
        os.close(folder)


def check_room(to: Path, needed: int) -> None:
    """Raise `CannotFetch` now rather than when the disk is full."""
    missing = needed + SPARE - shutil.disk_usage(to).free
    if missing > 0:
        sentence = _("The disk is too full: make room for %(size)d MB more in %(to)s.")
        size = -(-missing // 1_000_000)
        raise CannotFetch(sentence % {"size": size, "to": to})


def put_in_place(draft: Path, folder: Path) -> None:
    """Give the whole folder its name; what had it and was not right goes."""
    if folder.exists():
        former = folder.with_name(f"{folder.name}.former")
        shutil.rmtree(former, ignore_errors=True)
        folder.rename(former)
        draft.rename(folder)
        shutil.rmtree(former, ignore_errors=True)
    else:
        draft.rename(folder)
