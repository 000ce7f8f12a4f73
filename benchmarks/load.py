"""Asks one address again and again over kept-alive connections: loopback only.

    python -m benchmarks.load ADDRESS CONNECTIONS SECONDS [QUERIES [RATE]]

QUERIES is a file: each request takes the next line as what follows the address's "?".
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
    queries = Path(sys.argv[4]).read_text().split() if sys.argv[4:] else []
    addresses = [f"{address}?{query}" for query in queries] or [address]
    offered = float(sys.argv[5]) if sys.argv[5:] else math.inf
    seconds = min(seconds, LONGEST)
    times = asyncio.run(load(addresses, connections, seconds, offered))
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    rate = f"**{len(times) / seconds:.0f}**"
    sys.stdout.write(f"{rate} | {middle * 1e3:.1f} ms | {most * 1e3:.1f} ms\n")


async def load(
    addresses: list[str], connections: int, seconds: float, rate: float
) -> list[float]:
    """Return how many seconds each answer took."""
    end = time.monotonic() + seconds
    requests = cycle([request_for(address) for address in addresses])
    parts = urlsplit(addresses[0])
    place = (str(parts.hostname), parts.port or 80)
    pause = connections / rate
    each = [ask_until(end, place, requests, pause) for _ in range(connections)]
    return [taken for times in await asyncio.gather(*each) for taken in times]


def request_for(address: str) -> bytes:
    parts = urlsplit(address)
    line = f"GET {parts.path}?{parts.query} HTTP/1.1"
    return f"{line}\r\nHost: {parts.netloc}\r\n\r\n".encode()


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
