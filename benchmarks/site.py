"""How fast the whole site is: trainings, classification over HTTP, start-up, memory.

    .venv/bin/python -m benchmarks.site [--rounds 10] [--seconds 5]

Starts `bin/serve` twice on a data folder of its own, on loopback, and stops it again.
Prints Markdown tables. Everything is measured in one run, on one machine.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parent.parent
PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"


def main() -> None:
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="mlforkids-bench-") as data:
        os.environ["MLFORKIDS_DATA"] = data
        with serving() as seconds:
            say(f"First start on new data, everything installed: {seconds:.1f} s.")
        with serving() as seconds:
            say(f"Second start: ready after {seconds:.1f} s.\n")
            time.sleep(5)
            say(describe_memory())
            measure(arguments)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=5)
    return parser.parse_args()


@contextmanager
def serving() -> Iterator[float]:
    """Have the site running inside the block; gives the seconds until it was ready."""
    started = time.perf_counter()
    with (Path(os.environ["MLFORKIDS_DATA"]) / "serve.log").open("ab") as log:
        command = [str(ROOT / "bin/serve"), "--port", str(PORT)]
        serve = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_until_ready()
            yield time.perf_counter() - started
        finally:
            serve.send_signal(signal.SIGTERM)
            serve.wait(timeout=30)


def wait_until_ready() -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urlopen(f"{SITE}/readyz", timeout=5).close()  # noqa: S310 (our own site)
            return
        except (URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError("The site did not become ready.")


def describe_memory() -> str:
    """Return what each process of the site occupies, shared pages counted once."""
    lines = ["| process | memory (PSS) |", "|---|---|"]
    total = 0
    data = os.environ["MLFORKIDS_DATA"]
    sums: dict[str, int] = {}
    for process in psutil.process_iter():
        name = role(process, data)
        if name:
            sums[name] = sums.get(name, 0) + process.memory_full_info().pss
    for name, size in sorted(sums.items(), key=lambda pair: -pair[1]):
        total += size
        lines.append(f"| {name} | {size / 2**20:.0f} MiB |")
    lines.append(f"| **all** | **{total / 2**20:.0f} MiB** |\n")
    return "\n".join(lines)


def role(process: psutil.Process, data: str) -> str | None:
    """Return which part of this benchmark's site a process is."""
    try:
        command = " ".join(process.cmdline())
        ours = data in command or process.environ().get("MLFORKIDS_DATA") == data
    except psutil.Error:
        return None
    if not ours or "benchmarks" in command:
        return None
    for word, name in {
        "manage.py web": "web",
        "manage.py work": "worker",
        "manage.py serve": "serve",
        "mlforkids.services": "guardian of the services",
        "redis-server": "Redis",
        "postgres": "PostgreSQL",
    }.items():
        if word in command:
            return name
    return None


def measure(arguments: argparse.Namespace) -> None:
    """Measure in a process of its own, whose Django knows the data folder."""
    numbers = [str(arguments.rounds), SITE, str(arguments.seconds)]
    command = [sys.executable, "-m", "benchmarks.site_parts", *numbers]
    subprocess.run(command, check=True, cwd=ROOT)


def measure_beside(module: str, *numbers: object) -> None:
    """Serve on new data; run a module beside it whose Django knows the data folder."""
    with tempfile.TemporaryDirectory(prefix="mlforkids-bench-") as data:
        os.environ["MLFORKIDS_DATA"] = data
        with serving():
            command = [sys.executable, "-m", f"benchmarks.{module}"]
            subprocess.run([*command, *map(str, numbers)], check=True, cwd=ROOT)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
