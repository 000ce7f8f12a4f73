"""A file from another host: exactly the one expected, or none.

What a broken connection leaves behind is kept, and the next try goes on from there.
"""

import errno
import hashlib
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

TRIES = 5  # one after the other that bring nothing new
SECONDS_BETWEEN_TRIES = 2
SECONDS_OF_SILENCE = 30
PIECE = 256 * 1024  # bytes
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# The host is there and answers, but for the moment not with the file.
BUSY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
}


class CannotFetch(Exception):
    """It could not be fetched; the message says what to do about it."""


class NotThere(CannotFetch):
    """This address does not have it; another one may."""


class BrokeOff(Exception):
    """The connection failed, or ended too early; trying again may help."""


@dataclass(frozen=True)
class Wanted:
    """A file as it must be, where it goes, and where to look for it, best first.

    One whose sum nobody knows is only good for making another one of it.
    """

    path: Path
    addresses: Sequence[str]
    size: int  # in bytes
    sha256: str | None

    @property
    def is_here(self) -> bool:
        """Say whether it is here already, whole and as it must be."""
        if arrived(self.path) != self.size:
            return False
        return self.sha256 is None or sum_of(self.path) == self.sha256


def fetch(wanted: Wanted, report: Callable[[int], None]) -> None:
    """Bring the file here. Raises `CannotFetch`.

    `report` is told how many bytes of it have arrived.
    """
    if wanted.is_here:
        return
    *others, last = wanted.addresses
    for address in others:
        with suppress(NotThere):
            fetch_from(address, wanted, report)
            return
    fetch_from(last, wanted, report)


def fetch_from(address: str, wanted: Wanted, report: Callable[[int], None]) -> None:
    """Fetch the file from one address, with as many tries as bring it further."""
    continued = False
    while True:
        continued = continued or arrived(wanted.path) > 0
        fetch_all(address, wanted, report)
        if wanted.is_here:
            return
        wanted.path.unlink()
        if not continued:
            raise NotThere(
                _(
                    "What %(address)s sent is not the file that was asked for: its "
                    "SHA-256 is another one. It was thrown away; try another mirror."
                )
                % {"address": address}
            )
        # Its beginning may have been of another file: once more, from the start.
        continued = False


def fetch_all(address: str, wanted: Wanted, report: Callable[[int], None]) -> None:
    idle, most = 0, arrived(wanted.path)
    while arrived(wanted.path) < wanted.size:
        try:
            fetch_rest(address, wanted, report)
        except BrokeOff as error:
            # More than ever before: some hosts begin anew, and break off there again.
            idle = 0 if arrived(wanted.path) > most else idle + 1
            most = max(most, arrived(wanted.path))
            if idle == TRIES:
                raise CannotFetch(broken(address, error)) from error
            time.sleep(SECONDS_BETWEEN_TRIES * idle)


def broken(address: str, error: Exception) -> str:
    return _(
        "The connection to %(host)s does not last (%(error)s). Run the same command "
        "again later: it goes on where it stopped."
    ) % {"host": urlsplit(address).netloc, "error": error}


def fetch_rest(address: str, wanted: Wanted, report: Callable[[int], None]) -> None:
    """Ask for what is missing once, and write what comes."""
    there = arrived(wanted.path)
    headers = {"Range": f"bytes={there}-"} if there else {}
    try:
        # Our own list or the operator names the address, and `check_address` saw it.
        request = Request(address, headers=headers)  # noqa: S310
        with urlopen(request, timeout=SECONDS_OF_SILENCE) as response:  # noqa: S310
            goes_on = response.status == HTTPStatus.PARTIAL_CONTENT
            check_length(address, response, wanted.size - (there if goes_on else 0))
            write(response, wanted, goes_on, report)
    except HTTPError as error:
        refused(address, wanted, error)
    except (OSError, HTTPException) as error:
        cause = getattr(error, "reason", error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise CannotFetch(untrusted(address)) from error
        raise BrokeOff(str(cause) or type(cause).__name__) from error
    if arrived(wanted.path) < wanted.size:
        raise BrokeOff(_("it ended too early"))


def check_length(address: str, response: HTTPResponse, expected: int) -> None:
    """Refuse another file before it has arrived."""
    length = response.headers.get("Content-Length")
    if length is not None and int(length) != expected:
        sentence = _("%(address)s is a file of another size. Try another mirror.")
        raise NotThere(sentence % {"address": address})


def write(
    response: HTTPResponse,
    wanted: Wanted,
    goes_on: bool,
    report: Callable[[int], None],
) -> None:
    """Append what comes, or begin anew where the host knows no other way."""
    try:
        file = wanted.path.open("ab" if goes_on else "wb", buffering=0)
    except OSError as error:
        raise CannotFetch(unwritable(wanted.path, error)) from error
    size = file.tell()
    with file:
        # A byte more than expected tells enough.
        while size <= wanted.size and (piece := response.read(PIECE)):
            try:
                size += file.write(piece) or 0
            except OSError as error:
                raise CannotFetch(unwritable(wanted.path, error)) from error
            report(size)


def refused(address: str, wanted: Wanted, error: HTTPError) -> None:
    """Say what an answer other than the file means."""
    if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        wanted.path.unlink(missing_ok=True)
    if error.code in BUSY or error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise BrokeOff(f"{error.code} {error.reason}") from error
    sentence = _("%(address)s is not there (%(code)d). Try another mirror.")
    raise NotThere(sentence % {"address": address, "code": error.code}) from error


def untrusted(address: str) -> str:
    sentence = _(
        "The certificate of %(host)s is not trusted here. If the school's network "
        "looks into https, install its certificate, or use a mirror."
    )
    return sentence % {"host": urlsplit(address).netloc}


def unwritable(path: Path, error: OSError) -> str:
    sentence = _("%(path)s cannot be written: %(error)s. Choose a folder with --to.")
    if error.errno in FULL:
        sentence = _(
            "The disk is full. Make room where %(path)s is, and run the same command "
            "again: it goes on where it stopped."
        )
    return sentence % {"path": path, "error": error.strerror}


def arrived(path: Path) -> int:
    """Return how many bytes of it are here."""
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return 0


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_address(address: str) -> None:
    """Raise `CannotFetch` for what is no address of a web server."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise CannotFetch(_("%s must begin with https:// or http://.") % address)
