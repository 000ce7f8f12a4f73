"""Servers of our own that stand for sites on the internet, for one test."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from ipaddress import ip_address
from typing import ClassVar
from unittest import TestCase
from unittest.mock import patch

import trustme

from projects.uploads import hosts, web
from projects.uploads.web import CannotFetchAddress, fetch_picture

PUBLIC = "93.184.215.14"  # an address on the internet; none of it is asked for
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 1000

HTTP, HTTPS = "http://pictures.example", "https://pictures.example"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
Answer = Callable[[socket.socket, bytes], None]


def answer(body: bytes = PNG, status: str = "200 OK", **headers: str) -> Answer:
    """Return what answers so; names of headers have lines where hyphens belong."""
    given = {"Content_Type": "image/png", "Content_Length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    head = "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()
    return lambda connection, request: connection.sendall(head + body)


def lead_to(address: str, status: str = "302 Found") -> Answer:
    return answer(b"", status, Location=address)


def drip(head: bytes, drops: bytes = b"x") -> Answer:
    """Return what sends `head`, and then a little every 50 ms, for as good as ever."""

    def run(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        for _drop in range(100):
            connection.sendall(drops)
            time.sleep(0.05)

    return run


class Site:
    """One server, which answers each path in its own way, and keeps what was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.broken_off = threading.Event()
        self.tls = tls
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):  # The test is over.
            while True:
                connection, _peer = self.listener.accept()
                threading.Thread(
                    target=self.talk, args=[connection], daemon=True
                ).start()

    def talk(self, plain: socket.socket) -> None:
        try:
            connection = (
                self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
            )
            with connection:
                request = self.read_head(connection)
                self.requests.append(request.decode())
                path = request.split()[1].decode()
                self.answers[path](connection, request)
        except OSError:
            self.broken_off.set()
            plain.close()

    def read_head(self, connection: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                raise ConnectionError
            head += piece
        return head

    def close(self) -> None:
        self.listener.close()


class WebTestCase(TestCase):
    """`pictures.example` is a site of ours, by http and by https, as if far away.

    All checks are those of the real thing: names lead to a public number, and only
    the very last step, connecting to it, ends up here.
    """

    authority: ClassVar[trustme.CA]
    tls: ClassVar[dict[str, ssl.SSLContext]]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.authority = trustme.CA()
        cls.tls = {}
        for name in ("pictures.example", "other.example"):
            cls.tls[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            cls.authority.issue_cert(name).configure_cert(cls.tls[name])

    def setUp(self) -> None:
        self.plain, self.secure = Site(), Site(self.tls["pictures.example"])
        self.names: dict[str, list[str]] = {"pictures.example": [PUBLIC]}
        self.looked_up: list[str] = []
        self.connected_to: list[tuple[str, int]] = []
        self.enterContext(patch.object(hosts, "resolve", self.resolve))
        self.enterContext(patch.object(web, "connect", self.connect))
        trusting = ssl.create_default_context()
        self.authority.configure_trust(trusting)
        self.enterContext(patch.object(web, "tls_context", return_value=trusting))
        for site in (self.plain, self.secure):
            self.addCleanup(site.close)

    def serve(self, answers: Mapping[str, Answer]) -> None:
        self.plain.answers |= answers
        self.secure.answers |= answers

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if host in self.names:
            return self.names[host]
        return [str(ip_address(host))]  # Else there is no such name.

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected_to.append((number, port))
        site = {80: self.plain, 443: self.secure}[port]
        return socket.create_connection(("127.0.0.1", site.port), seconds)

    def refusal(self, address: str) -> str:
        with self.assertRaises(CannotFetchAddress) as caught:
            fetch_picture(address)
        return str(caught.exception)
