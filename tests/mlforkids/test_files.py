import gc
import os
import socket
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from unittest.mock import patch

import psutil
from django.conf import settings
from django.http import FileResponse, JsonResponse
from django.http.response import HttpResponseBase

from mlforkids import files

from .site import SECONDS_TO_ANSWER, SiteInAThread

MB = 1024 * 1024
LARGE = 300 * MB
MORE_THAN_THREADS = settings.WEB_THREADS + 4


class FilesTests(SiteInAThread):
    """Files of any size, to clients of any speed."""

    def serving(self, size: int) -> list[int]:
        """Let /healthz answer with a file; return how far it was read, once closed."""
        closed: list[int] = []
        folder = self.enterContext(tempfile.TemporaryDirectory())
        path = os.path.join(folder, "large.zip")
        with open(path, "wb") as file:
            file.truncate(size)
            file.seek(size - 3)
            file.write(b"end")

        def answer(_data: object) -> HttpResponseBase:
            file = open(path, "rb")  # noqa: SIM115 (the answer closes it)
            response = FileResponse(file, as_attachment=True)
            response._resource_closers.insert(0, lambda: closed.append(file.tell()))
            return response

        self.enterContext(patch("mlforkids.health.JsonResponse", answer))
        return closed

    def ask(self) -> socket.socket:
        return self.send("GET /healthz HTTP/1.1")

    def wait_until(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not happened():
            self.assertLess(time.monotonic(), deadline, "It has not happened.")
            time.sleep(0.01)

    def memory(self) -> int:
        gc.collect()
        return psutil.Process().memory_info().rss

    def test_a_whole_one_arrives(self) -> None:
        closed = self.serving(3 * MB + 1)

        response, body = self.hear(self.ask())

        self.assertEqual(response.headers["Content-Length"], str(3 * MB + 1))
        self.assertEqual((len(body), body[-3:]), (3 * MB + 1, b"end"))
        self.wait_until(lambda: closed == [3 * MB + 1])

    def test_an_empty_one_arrives(self) -> None:
        self.serving(3)
        empty = patch(
            "mlforkids.health.JsonResponse", lambda _: FileResponse(BytesIO())
        )
        self.enterContext(empty)

        response, body = self.hear(self.ask())

        self.assertEqual((response.status, body), (200, b""))

    def test_asking_for_the_head_sends_nothing_else(self) -> None:
        closed = self.serving(3 * MB)

        line = self.send("HEAD /healthz HTTP/1.1", "Connection: close")
        head = b"".join(iter(lambda: line.recv(4096), b""))

        self.assertIn(b"content-length: 3145728", head.lower())
        self.assertTrue(head.endswith(b"\r\n\r\n"))
        self.wait_until(lambda: closed == [0])

    def test_who_reads_nothing_costs_no_memory_and_no_thread(self) -> None:
        self.serving(LARGE)
        before = self.memory()

        lines = [self.ask() for _ in range(MORE_THAN_THREADS)]
        for line in lines:
            line.recv(1)

        with patch("mlforkids.health.JsonResponse", JsonResponse):
            self.assert_alive()
        self.assertLess(self.memory() - before, LARGE / 2)

    def test_a_large_one_is_never_in_memory(self) -> None:
        self.serving(LARGE)
        before, most, length = self.memory(), 0, 0
        line = self.ask()

        while length < LARGE:
            length += len(line.recv(MB))
            most = max(most, psutil.Process().memory_info().rss)

        self.assertLess(most - before, 100 * MB)

    def test_who_goes_away_in_the_middle_frees_the_file(self) -> None:
        closed = self.serving(LARGE)

        with self.assertNoLogs(level="ERROR"):
            line = self.ask()
            line.recv(1)
            line.close()
            self.wait_until(lambda: len(closed) == 1)

    def test_who_stops_reading_for_too_long_is_given_up(self) -> None:
        closed = self.serving(LARGE)

        with (
            patch.object(files, "SECONDS_TO_TAKE_ONE", 0.2),
            self.assertLogs("mlforkids.requests", "INFO") as logs,
            self.assertLogs("uvicorn.error") as of_server,
        ):
            line = self.ask()
            line.recv(1)
            # The server says so last, when the answer has come to its early end.
            self.wait_until(lambda: bool(closed and of_server.records))

        self.assertIn("given up", "".join(logs.output))

    def test_an_answer_that_breaks_off_closes_its_file(self) -> None:
        closed = self.serving(MB)

        with (
            patch("mlforkids.files.HandedOver.__iter__", side_effect=ValueError),
            self.assertLogs("uvicorn.error") as of_server,
        ):
            self.ask()
            self.wait_until(lambda: bool(closed and of_server.records))
