"""Pages of a class project, as the server sees them: HTTP, and WebSockets."""

import asyncio
import json
import re
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets

TOKEN = "b" * 32
ENOUGH = 60  # seconds after which nobody waits any more
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass
class Room:
    """A project that some students fill, with what they have sent by now."""

    address: str  # that examples are posted to
    given: dict[str, object]  # what is sent with every example
    sockets: tuple[str, ...] = ()  # that a page of it opens
    sent: dict[str, float] = field(default_factory=dict)  # when, by id of the example
    desks: list["Desk"] = field(default_factory=list)


@dataclass
class Desk:
    """One open page, logged in."""

    site: str
    room: Room
    cookie: str
    sockets: tuple[str, ...] = ()  # that only this page opens
    own: set[str] = field(default_factory=set)  # ids of examples
    took: list[float] = field(default_factory=list)  # seconds, of each example
    seen: dict[str, float] = field(default_factory=dict)  # when, by id of the example
    count: int = 0  # examples of everybody, as the page was told last
    read_again: int = 0  # how often the page was told to read its lists
    again: int = 0  # how often something was sent twice
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # to ask something

    async def open(self) -> None:
        """Open the page's sockets; the first tells how the project is."""
        paths = self.room.sockets + self.sockets
        opened = [await self.connect(path) for path in paths]
        for place, socket in enumerate(opened):
            listen = self.listen if place == 0 else self.pass_over
            self.tasks.append(asyncio.create_task(listen(socket)))

    async def connect(self, path: str) -> websockets.ClientConnection:
        return await websockets.connect(
            f"{self.site.replace('http', 'ws', 1)}{path}",
            origin=websockets.Origin(self.site),
            additional_headers={"Cookie": self.cookie},
            ping_interval=None,
            max_size=None,
            open_timeout=ENOUGH,
        )

    async def listen(self, socket: websockets.ClientConnection) -> None:
        is_first = True
        async for text in socket:
            now = time.monotonic()
            said = json.loads(text)
            self.count = said["count"]
            self.note(said.get("examples", ()), now)
            if said["whole"] and not is_first:
                self.read_again += 1
                self.note(await self.read_list(), time.monotonic())
            is_first = False

    async def pass_over(self, socket: websockets.ClientConnection) -> None:
        async for _text in socket:
            pass

    def note(self, examples: Iterable[dict[str, str]], now: float) -> None:
        for example in examples:
            self.seen.setdefault(example["id"], now)

    async def read_list(self) -> Iterable[dict[str, str]]:
        _status, body = await self.ask("GET", b"")
        examples: list[dict[str, str]] = json.loads(body)["examples"]
        return examples

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.hang_up()

    def hang_up(self) -> None:
        if self.line:
            self.line[1].close()
        self.line = None

    async def add(self, due: float) -> None:
        """Add an example that was clicked at `due`; who has to wait for that, waits."""
        id = str(uuid.uuid4())
        self.room.sent[id] = due
        self.own.add(id)
        words = f"Somebody says something, {id[:13]}, and that is it."
        body = json.dumps({**self.room.given, "id": id, "text": words}).encode()
        status, answer = await self.ask("POST", body)
        if status not in {200, 201}:
            raise RuntimeError(answer.decode(errors="replace"))
        self.took.append(time.monotonic() - due)

    async def ask(self, method: str, body: bytes) -> tuple[int, bytes]:
        """Return status and body of an answer; ask again where the line was cut."""
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                async with self.turn, asyncio.timeout(ENOUGH):
                    return await self.ask_once(method, body)
            self.line = None
            self.again += 1

    async def ask_once(self, method: str, body: bytes) -> tuple[int, bytes]:
        parts = urlsplit(self.site)
        if self.line is None or self.line[0].at_eof():
            # Servers hang up on who says nothing for five seconds, as browsers know.
            self.line = await asyncio.open_connection(parts.hostname, parts.port)
        reader, writer = self.line
        head = (
            f"{method} {self.room.address} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"Origin: {self.site}\r\nCookie: {self.cookie}; csrftoken={TOKEN}\r\n"
            f"X-CSRFToken: {TOKEN}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(answer)
        content = await reader.readexactly(int(length[1]) if length else 0)
        return int(answer.split(b" ", 2)[1]), content
