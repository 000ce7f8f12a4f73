"""Asks one address again and again over kept-alive connections: loopback only.

    python -m benchmarks.load http://127.0.0.1:8000/… CONNECTIONS SECONDS

Prints: requests a second | median | 95th percentile
"""

import asyncio
import re
import sys
import time
from urllib.parse import urlsplit

LONGEST = 60  # seconds


def main() -> None:
    address, connections, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    if urlsplit(address).hostname not in {"127.0.0.1", "localhost", "::1"}:
        sys.exit("This is for loopback only.")
    times = asyncio.run(load(address, connections, min(seconds, LONGEST)))
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    rate = f"**{len(times) / seconds:.0f}**"
    sys.stdout.write(f"{rate} | {middle * 1e3:.1f} ms | {most * 1e3:.1f} ms\n")


async def load(address: str, connections: int, seconds: float) -> list[float]:
    """Return how many seconds each answer took."""
    end = time.monotonic() + seconds
    each = [ask_until(end, address) for _ in range(connections)]
    return [taken for times in await asyncio.gather(*each) for taken in times]


async def ask_until(end: float, address: str) -> list[float]:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    request = f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
    times = []
    while time.monotonic() < end:
        started = time.monotonic()
        writer.write(request.encode())
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
