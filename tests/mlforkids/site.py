"""The site in a thread of the test's own process, for tests that send odd requests."""

import json
import socket
import threading
from http.client import HTTPResponse
from urllib.request import urlopen

import uvicorn
from django.test import SimpleTestCase

from mlforkids import network
from mlforkids.asgi import application

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 20


class SiteInAThread(SimpleTestCase):
    """Real requests, by real sockets, to a real web server."""

    application = application
    port: int

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        door = cls.enterClassContext(network.listen(HOST, 0))
        cls.port = door.getsockname()[1]
        config = uvicorn.Config(
            cls.application,
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=[[door]])
        thread.start()
        cls.addClassCleanup(thread.join)
        cls.addClassCleanup(setattr, server, "should_exit", True)

    def send(self, *lines: str, body: bytes = b"") -> socket.socket:
        address = (HOST, self.port)
        line = self.enterContext(socket.create_connection(address, SECONDS_TO_ANSWER))
        head = "\r\n".join([*lines, "Host: localhost", "", ""])
        line.sendall(head.encode() + body)
        return line

    def hear(self, line: socket.socket) -> tuple[HTTPResponse, bytes]:
        response = HTTPResponse(line)
        response.begin()
        return response, response.read()

    def assert_alive(self) -> None:
        url = f"http://{HOST}:{self.port}/healthz"
        with urlopen(url, timeout=SECONDS_TO_ANSWER / 2) as response:
            self.assertEqual(json.load(response), {"alive": True})
