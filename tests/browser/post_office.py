"""A mail server for tests: takes every letter, and delivers none."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from queue import Queue
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

SECONDS_TO_COME = 20


class Desk(StreamRequestHandler):
    """Speaks as much SMTP as a polite sender needs."""

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.letters.put(self.read_letter())
            self.say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def read_letter(self) -> EmailMessage:
        lines = iter(self.rfile.readline, b".\r\n")
        letter = b"".join(line[1:] if line[:1] == b"." else line for line in lines)
        return message_from_bytes(letter, policy=policy.default)


class PostOffice(ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.letters: Queue[EmailMessage] = Queue()
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def link_to(self, address: str) -> str:
        """Wait for the next letter to `address`; return the link in it."""
        while True:
            letter = self.letters.get(timeout=SECONDS_TO_COME)
            link = re.search(r"http://\S+", letter.get_content())
            if letter["To"] == address and link:
                return link[0]
