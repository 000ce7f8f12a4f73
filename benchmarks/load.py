"""Asks one address again and again over kept-alive connections: loopback only.

    python -m benchmarks.load ADDRESS CONNECTIONS SECONDS [QUERIES [RATE]]

QUERIES is a file: each request takes the next line as what follows the address's "?",
or, if it begins with "{", sends it as its body.
With RATE, so many are asked in a second, and who waits for a connection waits, too.
Prints: requests a second | median | 95th percentile
"""

import asyncio
import math
import random
import re
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

LONGEST = 60  # seconds


def main() -> None:
    address, connections, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    if urlsplit(address).hostname not in {"127.0.0.1", "localhost", "::1"}:
        sys.exit("This is for loopback only.")
    lines = Path(sys.argv[4]).read_text().splitlines() if sys.argv[4:] else []
    asked = [request_for(address, line) for line in lines or [""]]
    offered = float(sys.argv[5]) if sys.argv[5:] else math.inf
    seconds = min(seconds, LONGEST)
    times = asyncio.run(load(address, asked, connections, seconds, offered))
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    rate = f"**{len(times) / seconds:.0f}**"
    sys.stdout.write(f"{rate} | {middle * 1e3:.1f} ms | {most * 1e3:.1f} ms\n")


async def load(
    address: str, asked: list[bytes], connections: int, seconds: float, rate: float
) -> list[float]:
    """Return how many seconds each answer took."""
    end = time.monotonic() + seconds
    requests = cycle(asked)
    parts = urlsplit(address)
    place = (str(parts.hostname), parts.port or 80)
    pause = connections / rate
    each = [ask_until(end, place, requests, pause) for _ in range(connections)]
    return [taken for times in await asyncio.gather(*each) for taken in times]


def request_for(address: str, line: str) -> bytes:
    parts = urlsplit(address)
    host = f"Host: {parts.netloc}"
    if line.startswith("{"):
        kind = f"Content-Type: application/json\r\nContent-Length: {len(line.encode())}"
        head = f"POST {parts.path} HTTP/1.1\r\n{host}\r\n{kind}\r\n\r\n"
        return f"{head}{line}".encode()
    query = "&".join(filter(None, [parts.query, line]))
    return f"GET {parts.path}?{query} HTTP/1.1\r\n{host}\r\n\r\n".encode()


async def ask_until(
    end: float, place: tuple[str, int], requests: Iterator[bytes], pause: float
) -> list[float]:
    reader, writer = await asyncio.open_connection(*place)
    times = []
    due = time.monotonic() + random.uniform(0, pause)  # noqa: S311 (no secret)
    while time.monotonic() < end:
        request = next(requests)
        await asyncio.sleep(due - time.monotonic() if pause else 0)
        started = due if pause else time.monotonic()
        due += pause
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode(errors="replace"))
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        await reader.readexactly(int(length[1]) if length else 0)
        times.append(time.monotonic() - started)
    writer.close()
    return times


if __name__ == "__main__":
    main()
