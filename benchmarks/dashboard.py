"""Whether a teacher's live page stays smooth while a whole class works.

    .venv/bin/python -m benchmarks.dashboard [--students 60] [--seconds 20]

Starts `bin/serve` on a data folder of its own, on loopback: students' WebSockets, one
real Chromium with the page, and 40 changes a second: examples posted over HTTP, and
trainings that move on. Prints a Markdown table, and stops by itself.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import psutil

from .site import ROOT, SITE, role, serving

LONGEST = 60  # seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlforkids-bench-") as data:
        os.environ["MLFORKIDS_DATA"] = data
        with serving():
            time.sleep(5)  # The worker has warmed up.
            measure(given.students, min(given.seconds, LONGEST))


def measure(students: int, seconds: int) -> None:
    """Measure in a process of its own, whose Django knows the data folder."""
    command = [sys.executable, "-m", "benchmarks.dashboard_parts"]
    numbers = [SITE, str(students), str(seconds)]
    parts = subprocess.Popen([*command, *numbers], cwd=ROOT, stdout=subprocess.PIPE)
    assert parts.stdout is not None  # noqa: S101 (tells the type checker)
    parts.stdout.readline()  # Everything is open, and the load begins.
    before = seconds_of_site()
    print_used(parts, before, seconds)


def print_used(
    parts: "subprocess.Popen[bytes]", before: dict[str, float], seconds: int
) -> None:
    assert parts.stdout is not None  # noqa: S101 (tells the type checker)
    parts.stdout.readline()  # The load is over.
    after = seconds_of_site()
    out = parts.stdout.read().decode()
    if parts.wait() != 0:
        sys.exit("It could not be measured.")
    sys.stdout.write(out)
    for name in sorted(after):
        share = (after[name] - before.get(name, 0)) / seconds
        sys.stdout.write(f"| {name}, of one core | {share:.0%} |\n")


def seconds_of_site() -> dict[str, float]:
    """Return how long each part of the site has been at work, in seconds."""
    data = os.environ["MLFORKIDS_DATA"]
    sums: dict[str, float] = {}
    for process in psutil.process_iter():
        name = role(process, data)
        if name:
            sums[name] = sums.get(name, 0) + seconds_of(process)
            if name == "PostgreSQL":  # Those who serve one connection each.
                sums[name] += sum(map(seconds_of, process.children()))
    return sums


def seconds_of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


if __name__ == "__main__":
    main()
