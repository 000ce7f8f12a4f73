"""What comes from an address on the web, and what is made of it."""

from django.test import SimpleTestCase

from projects.uploads import web
from projects.uploads.web import fetch_picture

from .web_servers import HEAD, HTTP, HTTPS, WebTestCase, answer


class AnswersTests(WebTestCase, SimpleTestCase):
    def test_large_pictures_are_refused_before_they_come(self) -> None:
        self.serve({"/1": answer(Content_Length=str(web.LARGEST + 1))})

        self.assertIn("8 MB at most", self.refusal(f"{HTTP}/1"))

    def test_endless_bodies_end(self) -> None:
        def endless(connection, request) -> None:
            connection.sendall(HEAD + b"\r\n")
            while True:
                connection.sendall(b"x" * 65536)

        def endless_pieces(connection, request) -> None:
            connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
            while True:
                connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

        self.serve({"/1": endless, "/2": endless_pieces})
        for path in ("/1", "/2"):
            with self.subTest(path):
                self.assertIn("8 MB at most", self.refusal(HTTP + path))
                self.assertTrue(self.plain.broken_off.wait(5))
                self.plain.broken_off.clear()

    def test_the_largest_comes(self) -> None:
        self.serve({"/1": answer(b"x" * web.LARGEST)})

        self.assertEqual(len(fetch_picture(f"{HTTP}/1")), web.LARGEST)

    def test_a_picture_that_breaks_off_is_none(self) -> None:
        self.serve({"/1": answer(Content_Length="5000")})

        self.assertIn("cannot be reached", self.refusal(f"{HTTP}/1"))

    def test_a_page_is_not_a_picture(self) -> None:
        for kind in ("text/html; charset=utf-8", "Application/XHTML+XML"):
            self.serve({"/cats": answer(b"<html>", Content_Type=kind)})
            with self.subTest(kind):
                self.assertIn("Copy image address", self.refusal(f"{HTTPS}/cats"))

    def test_nothing_but_pictures_is_taken(self) -> None:
        for kind in (
            "image/svg+xml",
            "image/svg",
            "text/plain",
            "text/xml",
            "application/zip",
            "application/x-tar",
            "application/pdf",
            "application/javascript",
            "application/json",
            "video/mp4",
            "multipart/mixed",
            "images/png",
        ):
            self.serve({"/1": answer(Content_Type=kind)})
            with self.subTest(kind):
                self.assertIn("not a photo or a drawing", self.refusal(f"{HTTP}/1"))

    def test_what_comes_packed_is_refused(self) -> None:
        self.serve({"/1": answer(Content_Encoding="gzip")})

        self.assertIn("not a photo", self.refusal(f"{HTTP}/1"))

    def test_the_sentence_fits_what_the_site_says(self) -> None:
        for status, words in {
            "404 Not Found": "no picture at this address",
            "410 Gone": "no picture at this address",
            "403 Forbidden": "does not give its picture to others",
            "401 Unauthorized": "does not give its picture to others",
            "429 Too Many Requests": "cannot give its picture now",
            "503 Busy": "cannot give its picture now",
            "206 Partial Content": "cannot give its picture now",
            "204 No Content": "cannot give its picture now",
        }.items():
            self.serve({"/1": answer(status=status)})
            with self.subTest(status):
                self.assertIn(words, self.refusal(f"{HTTP}/1"))

    def test_answers_that_are_no_http_are_refused(self) -> None:
        for said in (b"", b"SSH-2.0-OpenSSH\r\n", b"\x00" * 100, b"x" * 200_000):
            self.serve(
                {"/1": lambda connection, _, said=said: connection.sendall(said)}
            )
            with self.subTest(said[:10]):
                self.assertIn("cannot be reached", self.refusal(f"{HTTP}/1"))
