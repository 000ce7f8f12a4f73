"""Files on their way to browsers, however large they are and however slowly read.

Django's `FileResponse` hands its file to the server where that offers
`wsgi.file_wrapper`. We do, and send it from the event loop, a piece at a time as the
client takes it. So no thread waits for a client, and no file is held in memory.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import IO, Any

from a2wsgi import WSGIMiddleware
from django.db import close_old_connections

from mlforkids.bodies import Message, Receive, Scope, Send

KEY = "mlforkids.files"  # in the scope of a request
PIECE = 256 * 1024  # bytes
SECONDS_TO_TAKE_ONE = 60
WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]
logger = logging.getLogger("mlforkids.requests")


class InThreads:
    """Serves a WSGI application, a request in each thread, and files in none."""

    def __init__(self, application: WSGI, threads: int) -> None:
        self.application = WSGIMiddleware(
            # Its types say less of WSGI than it keeps.
            offering_to_send(application),  # type: ignore[arg-type]
            workers=threads,
            send_queue_size=0,  # Any: no thread waits for who reads slowly.
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; where the answer is a file, send it after the thread is free."""
        files: list[IO[bytes]] = []

        async def send_with_file(message: Message) -> None:
            if files and is_last(message):
                await send_file(files.pop(), scope["method"], receive, send)
            else:
                await send(message)

        try:
            with_files: Any = {**scope, KEY: files}
            await self.application(with_files, receive, send_with_file)  # type: ignore[arg-type]
        finally:
            for file in files:  # Only where the answer broke off before.
                file.close()


def is_last(message: Message) -> bool:
    ends = message["type"] == "http.response.body"
    return ends and not message.get("more_body", False)


def offering_to_send(application: WSGI) -> WSGI:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        files = environ["asgi.scope"][KEY]
        environ["wsgi.file_wrapper"] = partial(HandedOver, files)
        return application(environ, start_response)

    return answer


class HandedOver:
    """The answer of a thread that leaves a file to be sent without it."""

    def __init__(self, files: list[IO[bytes]], file: IO[bytes], _size: int) -> None:
        files.append(file)

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    def close(self) -> None:
        """Give the thread's connection back: the request ends in another one."""
        close_old_connections()


async def send_file(file: IO[bytes], method: str, receive: Receive, send: Send) -> None:
    """Send `file` and close it; give up on who is gone, or has stopped reading."""
    gone = asyncio.create_task(until_gone(receive))
    try:
        while method != "HEAD" and not gone.done():
            piece = await asyncio.to_thread(file.read, PIECE)
            if not piece:
                break
            async with asyncio.timeout(SECONDS_TO_TAKE_ONE):
                await send(
                    {"type": "http.response.body", "body": piece, "more_body": True}
                )
        if not gone.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    except TimeoutError:
        logger.info("A download was given up: nobody read it any more.")
    finally:
        gone.cancel()
        await asyncio.to_thread(file.close)


async def until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
