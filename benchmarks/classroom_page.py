"""How fast a teacher's page of a full class is, and how long it takes to fill one.

    .venv/bin/python -m benchmarks.classroom_page [--students 60] [--projects 300]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. The
pages are asked for in a process beside it, without the way over the network. Prints a
Markdown table.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from .site import ROOT, serving


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--projects", type=int, default=300)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlforkids-bench-") as data:
        os.environ["MLFORKIDS_DATA"] = data
        with serving():
            numbers = [str(arguments.students), str(arguments.projects)]
            command = [sys.executable, "-m", "benchmarks.classroom_page_parts"]
            subprocess.run([*command, *numbers], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
