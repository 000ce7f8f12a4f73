"""A publisher's host, on a real socket: as good, and as bad, as a test wants it."""

import re
import threading
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.test import SimpleTestCase


class Publisher:
    """Offers `files`, by path; the rest is what goes wrong, and what was asked."""

    def __init__(self, test: SimpleTestCase) -> None:
        self.files: dict[str, bytes] = {}
        self.breaks_after: int | None = None  # bytes of each answer
        self.knows_ranges = True
        self.codes: list[int] = []  # of the next answers
        self.hides_lengths = False
        self.sent = 0  # bytes
        self.asked: list[tuple[str, str | None]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, args=(0.01,)).start()
        test.addCleanup(self._server.server_close)
        test.addCleanup(self._server.shutdown)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def ranges(self, path: str) -> list[str | None]:
        """Return which parts of a file were asked for; None is all of it."""
        return [range_ for asked, range_ in self.asked if asked == path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers.get("Range")
        self.asked.append((handler.path, asked))
        if self.codes:
            return handler.send_error(self.codes.pop(0))
        if handler.path not in self.files:
            return handler.send_error(404)
        content = self.files[handler.path]
        start = 0
        if asked and self.knows_ranges:
            start = int(re.fullmatch(r"bytes=(\d+)-", asked)[1])
            if start >= len(content):
                return handler.send_error(416)
        handler.send_response(206 if start else 200)
        if start:
            span = f"bytes {start}-{len(content) - 1}/{len(content)}"
            handler.send_header("Content-Range", span)
        if not self.hides_lengths:
            handler.send_header("Content-Length", str(len(content) - start))
        handler.end_headers()
        with suppress(ConnectionError):  # Nobody has to listen to the end.
            for piece in pieces(content[start:][: self.breaks_after]):
                self.sent += handler.wfile.write(piece)
        return None

    def _handler(publisher) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.answer(self)

            def log_message(self, *_args: object) -> None:
                pass

        return Handler


def pieces(content: bytes, size: int = 64 * 1024) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


def sum_of(content: bytes) -> str:
    return sha256(content).hexdigest()
