import hashlib
import json
from http.client import HTTPResponse
from unittest.mock import patch

import psutil
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.http import StreamingHttpResponse

from mlforkids.bodies import WholeBodies

from .site import SiteInAThread

MB = 1024 * 1024
MORE_THAN_THREADS = settings.WEB_THREADS + 4
# Without the cookie, Django turns a form away before it reads it.
FORM = [
    "Content-Type: application/x-www-form-urlencoded",
    f"Cookie: csrftoken={'a' * 32}",
]


class WaitingTests(SiteInAThread):
    """No thread waits for a client."""

    def test_many_half_sent_bodies_stop_nobody_else(self) -> None:
        for _ in range(MORE_THAN_THREADS):
            length = "Content-Length: 100"
            self.send("POST /join/ HTTP/1.1", *FORM, length, body=b"a")

        self.assert_alive()

    def test_nor_do_bodies_that_never_end(self) -> None:
        chunked = "Transfer-Encoding: chunked"
        for _ in range(MORE_THAN_THREADS):
            self.send("POST /join/ HTTP/1.1", chunked, body=b"5\r\nhello\r\n")

        self.assert_alive()

    def test_nor_do_clients_that_do_not_read_their_answers(self) -> None:
        def answer(_data: object) -> StreamingHttpResponse:
            return StreamingHttpResponse(b"x" * 8192 for _ in range(1000))

        with patch("mlforkids.health.JsonResponse", answer):
            for _ in range(MORE_THAN_THREADS):
                self.send("GET /healthz HTTP/1.1").recv(1)

        self.assert_alive()

    def test_who_goes_away_in_the_middle_leaves_nothing_behind(self) -> None:
        with self.assertNoLogs(level="ERROR"):
            self.send("POST /join/ HTTP/1.1", "Content-Length: 9", body=b"a").close()

            self.assert_alive()


class TooLargeTests(SiteInAThread):
    def test_a_page_says_so_before_anything_is_sent(self) -> None:
        response, page = self.announce("/join/")

        self.assertEqual(response.status, 413)
        self.assertEqual(response.headers["Connection"], "close")
        self.assertIn("That is too big for me", page.decode())

    def test_the_api_says_so_in_its_own_form(self) -> None:
        response, answer = self.announce("/api/projects/")

        self.assertEqual(response.status, 413)
        sentence = "This is too large. Please send less at a time."
        self.assertEqual(json.loads(answer), {"detail": sentence})

    def test_programs_of_other_sites_may_read_why(self) -> None:
        for path in ["/api/scratch/key/classify", "/saved-models/key/status"]:
            response, answer = self.announce(path)

            self.assertEqual(response.status, 413)
            self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
            self.assertIn("too large", json.loads(answer)["error"])

    def test_who_sends_it_all_the_same_hears_why_and_fills_no_memory(self) -> None:
        before = psutil.Process().memory_info().rss

        line = self.send("POST /join/ HTTP/1.1", f"Content-Length: {200 * MB}")
        for _ in range(200):
            line.sendall(bytes(MB))

        self.assertLess(psutil.Process().memory_info().rss - before, 40 * MB)
        self.assertEqual(self.hear(line)[0].status, 413)

    def test_a_body_without_a_length_is_counted_as_it_comes(self) -> None:
        line = self.send("POST /join/ HTTP/1.1", "Transfer-Encoding: chunked")
        for _ in range(20):
            line.sendall(b"100000\r\n" + bytes(MB) + b"\r\n")

        self.assertEqual(self.hear(line)[0].status, 413)

    def announce(self, path: str) -> tuple[HTTPResponse, bytes]:
        length = f"Content-Length: {200 * MB}"
        return self.hear(
            self.send(f"POST {path} HTTP/1.1", length, "Accept: text/html")
        )


def say_what_came(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    answer = f"{len(body)} {hashlib.sha256(body).hexdigest()}".encode()
    length = str(len(answer))
    start_response("200 OK", [("Content-Length", length)])
    return [answer]


class WholeTests(SiteInAThread):
    """What the application gets, with half a second for it to arrive."""

    application = WholeBodies(WSGIMiddleware(say_what_came), 3 * MB, 0.5)

    def test_bodies_arrive_as_they_were_sent(self) -> None:
        for size in [0, 1, 256 * 1024, MB, 3 * MB]:
            with self.subTest(size=size):
                body = (b"0123456" * size)[:size]
                line = self.send(
                    "POST / HTTP/1.1", f"Content-Length: {size}", body=body
                )

                self.assert_came(line, body)

    def test_a_line_is_used_again(self) -> None:
        line = self.send("POST / HTTP/1.1", "Content-Length: 2", body=b"ab")
        self.assert_came(line, b"ab")

        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        self.assert_came(line, b"")
        line.sendall(b"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nc")
        self.assert_came(line, b"c")

    def test_who_asks_before_sending_is_told_to_go_on(self) -> None:
        line = self.send("POST / HTTP/1.1", "Content-Length: 2", "Expect: 100-continue")
        self.assertEqual(line.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")

        line.sendall(b"ab")
        self.assert_came(line, b"ab")

    def test_who_asks_before_sending_too_much_is_told_at_once(self) -> None:
        line = self.send(
            "POST / HTTP/1.1", f"Content-Length: {4 * MB}", "Expect: 100-continue"
        )

        self.assertEqual(self.hear(line)[0].status, 413)

    def test_who_takes_too_long_is_told_so(self) -> None:
        line = self.send("POST / HTTP/1.1", "Content-Length: 2", body=b"a")

        response, answer = self.hear(line)

        self.assertEqual(response.status, 408)
        self.assertEqual(response.headers["Connection"], "close")
        self.assertIn("That took too long to arrive", answer.decode())

    def assert_came(self, line, body: bytes) -> None:
        response, answer = self.hear(line)
        self.assertEqual(response.status, 200)
        expected = f"{len(body)} {hashlib.sha256(body).hexdigest()}"
        self.assertEqual(answer.decode(), expected)
