"""Bodies of requests: received whole, and in time, before a thread is taken for them.

A thread that waited for a body itself could be held for ever by whoever sends half
of one, and there are only so many threads.
"""

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import IO, Any

from django.http import HttpRequest, HttpResponse

from mlforkids.errors import refuse

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[Any]]

IN_MEMORY = 1024 * 1024  # bytes; the rest waits on the disk
CHUNK = 256 * 1024  # bytes handed to the application at a time
SECONDS_TO_HEAR_US = 5  # for a client that reads only when it has sent everything
logger = logging.getLogger("mlforkids.requests")


class TooLarge(Exception):
    """The body has more bytes than are allowed."""


class Gone(Exception):
    """The client went away in the middle."""


class WholeBodies:
    """Hands requests on with their body complete; refuses large and slow ones."""

    def __init__(self, application: Application, largest: int, seconds: float) -> None:
        self.application = application
        self.largest = largest
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        length = announced_length(scope)
        if length == 0:
            await self.application(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                if length is not None and length > self.largest:
                    raise TooLarge
                async with asyncio.timeout(self.seconds):
                    await receive_into(body, receive, self.largest)
            except TooLarge:
                await tell(refusal(scope, 413), receive, send)
            except TimeoutError:
                await tell(refusal(scope, 408), receive, send)
            except Gone:
                return
            else:
                await self.application(scope, replay(body, receive), send)


def announced_length(scope: Scope) -> int | None:
    """Return how long the body is said to be; None means until it ends."""
    headers = dict(scope["headers"])
    if b"transfer-encoding" in headers:
        return None
    return int(headers.get(b"content-length") or 0)


async def receive_into(body: IO[bytes], receive: Receive, largest: int) -> None:
    """Write what arrives to `body`, and go back to its beginning."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise Gone
        size += len(message.get("body", b""))
        if size > largest:
            raise TooLarge
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    body.seek(0)


def replay(body: IO[bytes], receive: Receive) -> Receive:
    """Return what gives the body again, and after it what comes from the client."""
    ended = False

    async def receive_again() -> Message:
        nonlocal ended
        if ended:
            return await receive()
        chunk = body.read(CHUNK)
        ended = len(chunk) < CHUNK
        return {"type": "http.request", "body": chunk, "more_body": not ended}

    return receive_again


def refusal(scope: Scope, status: int) -> HttpResponse:
    """Make the answer, in the form that the address calls for, and log it."""
    request = HttpRequest()
    request.method, request.path = scope["method"], scope["path"]
    accepted = dict(scope["headers"]).get(b"accept", b"*/*")
    request.META["HTTP_ACCEPT"] = accepted.decode("latin-1")
    logger.info("%s %s %s", request.method, request.path, status)
    return refuse(request, status)


async def tell(response: HttpResponse, receive: Receive, send: Send) -> None:
    """Send the answer and close, after giving the client time to read it."""
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in response.items()
    ]
    headers += [
        (b"content-length", str(len(response.content)).encode()),
        (b"connection", b"close"),
    ]
    start = {"type": "http.response.start", "status": response.status_code}
    content = {"type": "http.response.body", "body": response.content}
    await send({**start, "headers": headers})
    await send({**content, "more_body": True})
    # Closed at once, the connection would be reset, and the answer lost with it.
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS_TO_HEAR_US):
            await drop_rest(receive)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def drop_rest(receive: Receive) -> None:
    """Read and forget what the client still sends."""
    more = True
    while more:
        message = await receive()
        more = message["type"] == "http.request" and message.get("more_body", False)
