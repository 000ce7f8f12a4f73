"""A picture from an address on the web: fetched once, and never from inside.

Whoever types an address makes this server ask for it. So it may lead only to machines
on the internet, is asked at the very number that was checked, and must answer soon.
"""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import BoundedSemaphore, Timer
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from classrooms.counting import count

from ..kinds import BadExample
from .hosts import LeadsInside, NoAddress, NoSuchHost, Target, find_public, read_address
from .refusals import LARGEST

PIECE = 64 * 1024  # bytes
SECONDS = 10  # for all of it, other addresses it leads to included
SECONDS_TO_LOOK_UP = 5
SECONDS_TO_CONNECT = 4  # to one of the host's numbers
MOST_REDIRECTS = 3
AT_ONCE = 8  # in one web process: half of its threads stay for everybody else
ALLOWED, WINDOW = 60, 60  # addresses of one person, in so many seconds
REDIRECTS = {301, 302, 303, 307, 308}
REFUSALS = {401, 402, 403, 405, 406, 451}
UNSURE = {"", "application/octet-stream", "binary/octet-stream"}
PAGES = ("text/html", "application/xhtml+xml")
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; mlforkids)",
    "Accept": "image/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

_places = BoundedSemaphore(AT_ONCE)


class CannotFetchAddress(BadExample):
    """No picture came from this address; the message says what to do."""


class TooManyAddresses(CannotFetchAddress):
    """One person has given a great many within a minute."""

    seconds = WINDOW


class Deadline:
    """The moment at which everything has to be over."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.monotonic() + seconds

    def left(self, most: float = SECONDS) -> float:
        """Return the seconds that are left, or `most`. Raises `CannotFetchAddress`."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise CannotFetchAddress(too_slow())
        return min(left, most)


def fetch_picture(address: str, person_id: int | None = None) -> bytes:
    """Return what an address on the web has, if it seems to be a picture.

    `person_id` is who asks, to be counted. Raises `CannotFetchAddress`.
    """
    if not settings.WEB_ADDRESSES:
        sentence = _("This site does not fetch pictures from other sites. %(advice)s")
        raise CannotFetchAddress(sentence % {"advice": save_it()})
    check_turn(person_id)
    deadline = Deadline(SECONDS)
    if not _places.acquire(timeout=SECONDS / 2):
        raise CannotFetchAddress(_("Many pictures are on their way. Try again soon."))
    try:
        return follow(address.strip(), deadline)
    finally:
        _places.release()


def check_turn(person_id: int | None) -> None:
    if person_id and count(f"web-address:{person_id}", WINDOW) > ALLOWED:
        sentence = _("These are many addresses at once. Wait a minute, then go on.")
        raise TooManyAddresses(sentence)


def follow(address: str, deadline: Deadline) -> bytes:
    """Ask for `address`, and for what it leads to, each checked like the first."""
    target = read(address)
    for _turn in range(MOST_REDIRECTS + 1):
        with ask(target, deadline) as response:
            if response.status not in REDIRECTS:
                return read_picture_of(response, deadline)
            address = urljoin(address, place_in(response))
        former, target = target, read(address)
        if former.scheme == "https" and target.scheme == "http":
            raise CannotFetchAddress(leads_inside())
    sentence = _("This address leads from one to the next, and never ends. %(advice)s")
    raise CannotFetchAddress(sentence % {"advice": save_it()})


def place_in(response: HTTPResponse) -> str:
    """Return where it leads: sites write UTF-8, which is read as Latin-1."""
    place = response.headers.get("Location", "")
    return place.encode("latin-1", "replace").decode(errors="replace")


def read(address: str) -> Target:
    try:
        return read_address(address)
    except LeadsInside:
        raise CannotFetchAddress(leads_inside()) from None
    except (NoAddress, ValueError):
        sentence = _(
            "This is not the address of a picture. It begins with https:// or http://. "
            "Copy it once more."
        )
        raise CannotFetchAddress(sentence) from None


@contextmanager
def ask(target: Target, deadline: Deadline) -> Iterator[HTTPResponse]:
    """Send one request, without cookies, to a number that was checked."""
    try:
        numbers = find_public(target, deadline.left(SECONDS_TO_LOOK_UP))
        with connect_to_any(numbers, target, deadline) as connection:
            yield answer_of(connection, target, deadline)
    except LeadsInside:
        raise CannotFetchAddress(leads_inside()) from None
    except (NoSuchHost, OSError, HTTPException, ValueError) as error:
        deadline.left()  # Breaking it off looks like any other failure.
        raise CannotFetchAddress(not_reached(error)) from error


@contextmanager
def connect_to_any(
    numbers: list[str], target: Target, deadline: Deadline
) -> Iterator[socket.socket]:
    """Connect to the first number that answers; it is cut off at the deadline."""
    connection = first_that_answers(numbers, target.port, deadline)
    if target.scheme == "https":
        # Only wrapped now: how long they take to agree is up to them.
        connection = tls_context().wrap_socket(
            connection, server_hostname=target.host, do_handshake_on_connect=False
        )
    timer = Timer(deadline.left(), cut_off, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield connection
    finally:
        timer.cancel()
        connection.close()


def first_that_answers(
    numbers: list[str], port: int, deadline: Deadline
) -> socket.socket:
    problem = OSError()
    for number in numbers:
        try:
            return connect(number, port, deadline.left(SECONDS_TO_CONNECT))
        except OSError as error:
            problem = error
    raise problem


def connect(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), seconds)


def tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def cut_off(connection: socket.socket) -> None:
    """Wake up whoever waits for it. No time limit of one read can do so.

    A host that sends a byte a second keeps every one of them.
    """
    with suppress(OSError):  # It may be over already.
        # Of the plain socket: that of TLS would let readers go on without it.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def answer_of(
    connection: socket.socket, target: Target, deadline: Deadline
) -> HTTPResponse:
    """Ask on that connection, and return the answer once its head is here."""
    connection.settimeout(deadline.left())
    if isinstance(connection, ssl.SSLSocket):
        connection.do_handshake()
    http = HTTPConnection(target.host, target.port)
    http.sock = connection
    http.request("GET", target.path, headers={"Host": target.named, **HEADERS})
    return http.getresponse()


def read_picture_of(response: HTTPResponse, deadline: Deadline) -> bytes:
    """Return the body, if it may be a picture."""
    check_status(response.status)
    check_type(response)
    length = response.length or 0
    data = bytearray()
    while length <= LARGEST and len(data) <= LARGEST:
        piece = response.read(PIECE)
        deadline.left()
        if not piece:
            break
        data += piece
    else:
        raise CannotFetchAddress(
            _("This picture is too large: 8 MB at most. Choose a smaller one.")
        )
    if len(data) < length:
        raise ConnectionError
    return bytes(data)


def check_status(status: int) -> None:
    if status in {404, 410}:
        sentence = _("There is no picture at this address. Copy it once more.")
    elif status in REFUSALS:
        sentence = _("That site does not give its picture to others. %(advice)s")
    elif status != 200:
        sentence = _("That site cannot give its picture now. %(advice)s")
    else:
        return
    raise CannotFetchAddress(sentence % {"advice": save_it()})


def check_type(response: HTTPResponse) -> None:
    """Refuse what says that it is no picture; what it is decides `read_picture`."""
    given = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if given in PAGES:
        raise CannotFetchAddress(
            _(
                "This is the address of a page, not of a picture. Press the picture "
                "with the right mouse button, and choose “Copy image address”."
            )
        )
    packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    is_picture = given.startswith("image/") and not given.startswith("image/svg")
    if packed or not (is_picture or given in UNSURE):
        sentence = _("What is at this address is not a photo or a drawing. %(advice)s")
        advice = _("Choose a JPEG, PNG, GIF or WebP picture.")
        raise CannotFetchAddress(sentence % {"advice": advice})


def save_it() -> str:
    return _("Save the picture on your computer, and add that file instead.")


def too_slow() -> str:
    sentence = _("That site takes too long to answer. %(advice)s")
    return sentence % {"advice": save_it()}


def leads_inside() -> str:
    """Say no more of what may be there: not even whether there is anything."""
    sentence = _("This address does not lead to a picture on the internet. %(advice)s")
    return sentence % {"advice": save_it()}


def not_reached(error: Exception) -> str:
    if isinstance(error, NoSuchHost):
        return _("There is no site at this address. Is it spelt right?")
    sentence = _("That site cannot be reached. %(advice)s")
    return sentence % {"advice": save_it()}
