"""Fetching a picture by its address on the web."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.test import SimpleTestCase

from projects.uploads import hosts, web
from projects.uploads.web import TooManyAddresses, fetch_picture
from tests.own_cache import give_own_cache

from .web_servers import (
    HEAD,
    HTTP,
    HTTPS,
    PNG,
    PUBLIC,
    WebTestCase,
    answer,
    drip,
    lead_to,
)

INSIDE = "does not lead to a picture on the internet"


class FetchPictureTests(WebTestCase, SimpleTestCase):
    @contextmanager
    def soon_over(self, seconds: float = 0.4) -> Iterator[None]:
        """Take the time limit down, and make sure that it is kept."""
        started = time.monotonic()
        with patch.object(web, "SECONDS", seconds):
            yield
        self.assertLess(time.monotonic() - started, seconds + 3)

    def test_a_picture_comes_as_it_is(self) -> None:
        self.serve({"/cat.png": answer()})

        self.assertEqual(fetch_picture(f"{HTTP}/cat.png"), PNG)
        self.assertEqual(fetch_picture(f" {HTTPS}/cat.png\n"), PNG)
        self.assertEqual(self.connected_to, [(PUBLIC, 80), (PUBLIC, 443)])

    def test_the_site_is_asked_by_its_name_and_told_nothing_else(self) -> None:
        self.serve({"/a%20b.png?x=1": answer(Set_Cookie="who=me")})

        fetch_picture(f"{HTTPS}/a b.png?x=1#top")
        fetch_picture(f"{HTTPS}/a b.png?x=1#top")

        lines = self.secure.requests[1].lower().split("\r\n")
        self.assertEqual(lines[0], "get /a%20b.png?x=1 http/1.1")
        self.assertIn("host: pictures.example", lines)
        self.assertIn("accept: image/*", lines)
        self.assertIn("accept-encoding: identity", lines)
        names = {line.split(":")[0] for line in lines[1:] if line}
        self.assertEqual(
            names, {"host", "user-agent", "accept", "accept-encoding", "connection"}
        )

    def test_pictures_in_pieces_and_without_a_length_come_whole(self) -> None:
        pieces = b"5\r\n\x89PNG\r\r\n3\r\nabc\r\n0\r\n\r\n"

        def in_pieces(connection, request) -> None:
            connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + pieces)

        def until_the_end(connection, request) -> None:
            connection.sendall(HEAD + b"\r\n" + PNG)

        self.serve({"/1": in_pieces, "/2": until_the_end})

        self.assertEqual(fetch_picture(f"{HTTP}/1"), b"\x89PNG\rabc")
        self.assertEqual(fetch_picture(f"{HTTP}/2"), PNG)

    def test_what_says_nothing_of_its_type_may_be_a_picture(self) -> None:
        self.serve(
            {
                "/1": answer(Content_Type="application/octet-stream"),
                "/2": answer(Content_Type=""),
                "/3": answer(Content_Type="IMAGE/JPEG; charset=binary"),
            }
        )
        for path in ("/1", "/2", "/3"):
            with self.subTest(path):
                self.assertEqual(fetch_picture(HTTP + path), PNG)

    def test_the_next_number_is_tried_when_one_does_not_answer(self) -> None:
        self.names["pictures.example"] = ["2606:4700::1111", PUBLIC]
        self.serve({"/cat.png": answer()})
        connect = self.connect

        def only_the_second(number: str, port: int, seconds: float):
            if ":" in number:
                raise ConnectionRefusedError
            return connect(number, port, seconds)

        with patch.object(web, "connect", only_the_second):
            self.assertEqual(fetch_picture(f"{HTTP}/cat.png"), PNG)

    def test_the_number_that_was_checked_is_the_one_that_is_asked(self) -> None:
        """The name leads inside from the second time it is looked up."""
        numbers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
        self.serve({"/cat.png": answer()})

        with patch.object(hosts, "resolve", side_effect=lambda *_: next(numbers)):
            self.assertEqual(fetch_picture(f"{HTTP}/cat.png"), PNG)
            self.assertIn(INSIDE, self.refusal(f"{HTTP}/cat.png"))

        self.assertEqual(self.connected_to, [(PUBLIC, 80)])

    # Where it leads to

    def test_it_follows_to_another_site(self) -> None:
        self.names["other.example"] = ["1.1.1.1"]
        self.serve(
            {
                "/1": lead_to("/2?a=ä b"),
                "/2?a=%C3%A4%20b": lead_to("//other.example/3", "308 Permanent"),
                "/3": lead_to("https://pictures.example/cat.png", "303 See Other"),
                "/cat.png": answer(),
            }
        )

        self.assertEqual(fetch_picture(f"{HTTP}/1"), PNG)
        self.assertEqual(
            self.connected_to,
            [(PUBLIC, 80), (PUBLIC, 80), ("1.1.1.1", 80), (PUBLIC, 443)],
        )

    def test_it_is_not_led_inside(self) -> None:
        self.names["inside.example"] = ["10.0.0.1"]
        for place in (
            "http://127.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost/",
            "//inside.example/",
            "http://pictures.example:8080/",
        ):
            self.serve({"/1": lead_to("/2"), "/2": lead_to(place)})
            with self.subTest(place):
                self.assertIn(INSIDE, self.refusal(f"{HTTP}/1"))
        self.assertEqual({number for number, _port in self.connected_to}, {PUBLIC})

    def test_it_is_not_led_to_other_protocols(self) -> None:
        for place in ("file:///etc/passwd", "ftp://other.example/", "data:,x"):
            self.serve({"/1": lead_to(place)})
            with self.subTest(place):
                self.assertIn("address", self.refusal(f"{HTTP}/1"))

    def test_it_is_not_led_from_https_to_http(self) -> None:
        self.serve({"/1": lead_to(f"{HTTP}/cat.png"), "/cat.png": answer()})

        self.assertIn(INSIDE, self.refusal(f"{HTTPS}/1"))

    def test_it_gives_up_after_three_turns(self) -> None:
        self.serve({"/1": lead_to("/1")})

        self.assertIn("never ends", self.refusal(f"{HTTP}/1"))
        self.assertEqual(len(self.connected_to), 4)

    # How long it takes

    def test_a_body_that_drips_is_cut_off(self) -> None:
        self.serve({"/1": drip(HEAD + b"\r\n"), "/2": drip(HEAD + b"\r\n", b"")})
        for address in (f"{HTTP}/1", f"{HTTPS}/1", f"{HTTP}/2"):
            with self.subTest(address), self.soon_over():
                self.assertIn("too long to answer", self.refusal(address))
        self.assertTrue(self.plain.broken_off.wait(5))

    def test_a_head_that_drips_is_cut_off(self) -> None:
        heads = {
            "/line": drip(b"HTTP/1.1 200 O"),
            "/headers": drip(HEAD, b"X-A: b\r\n"),
            "/forever": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        }
        self.serve(heads)
        for path in heads:
            for site in (HTTP, HTTPS):
                with self.subTest(site + path), self.soon_over():
                    self.assertIn("too long", self.refusal(site + path))

    def test_a_site_that_never_agrees_on_a_secret_is_cut_off(self) -> None:
        self.secure.tls = None  # It waits for a request, and is sent a handshake.

        with self.soon_over():
            self.assertIn("too long", self.refusal(f"{HTTPS}/cat.png"))

    def test_looking_up_a_name_is_not_waited_for(self) -> None:
        looked_up = threading.Event()
        self.addCleanup(looked_up.set)
        with (
            patch.object(hosts, "resolve", lambda *_: looked_up.wait(4.5)),
            patch.object(web, "SECONDS_TO_LOOK_UP", 0.2),
            self.soon_over(2),
        ):
            self.assertIn("spelt right", self.refusal(f"{HTTP}/cat.png"))

    def test_only_a_few_are_on_their_way_at_once(self) -> None:
        for _place in range(web.AT_ONCE):
            self.assertTrue(web._places.acquire(timeout=1))
        try:
            with self.soon_over(0.2):
                self.assertIn("on their way", self.refusal(f"{HTTP}/cat.png"))
        finally:
            for _place in range(web.AT_ONCE):
                web._places.release()

        self.serve({"/cat.png": answer()})
        for _turn in range(web.AT_ONCE + 1):
            self.refusal(f"{HTTP}/cat.png?{'x' * 3000}")  # This one gives it back.
        self.assertEqual(fetch_picture(f"{HTTP}/cat.png"), PNG)

    # Whose site it is

    def test_a_certificate_of_another_name_is_refused(self) -> None:
        self.secure.tls = self.tls["other.example"]
        self.serve({"/cat.png": answer()})

        self.assertIn("cannot be reached", self.refusal(f"{HTTPS}/cat.png"))
        self.assertEqual(self.secure.requests, [])

    def test_a_certificate_nobody_vouches_for_is_refused(self) -> None:
        strict = ssl.create_default_context()
        with patch.object(web, "tls_context", return_value=strict):
            self.assertIn("cannot be reached", self.refusal(f"{HTTPS}/cat.png"))
        self.assertEqual(self.secure.requests, [])


class ManyAddressesTests(WebTestCase, SimpleTestCase):
    def test_one_person_has_to_slow_down_and_no_other(self) -> None:
        give_own_cache(self)
        self.serve({"/cat.png": answer()})
        with patch.object(web, "ALLOWED", 2):
            for _turn in range(2):
                fetch_picture(f"{HTTP}/cat.png", person_id=1)
            with self.assertRaises(TooManyAddresses):
                fetch_picture(f"{HTTP}/cat.png", person_id=1)

            self.assertEqual(fetch_picture(f"{HTTP}/cat.png", person_id=2), PNG)
        self.assertEqual(len(self.connected_to), 3)
