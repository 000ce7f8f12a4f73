"""How long a class waits that comes in together.

    .venv/bin/python -m benchmarks.log_in [--students 30] [--rounds 3]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. Each
student is a browser of their own: it opens the log-in page, sends the card's words, and
reads the page that follows. Prints a Markdown table.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from .site import ROOT, SITE, serving


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlforkids-bench-") as data:
        os.environ["MLFORKIDS_DATA"] = data
        with serving():
            # In a process of its own, whose Django knows the data folder.
            numbers = [str(arguments.students), str(arguments.rounds), SITE]
            command = [sys.executable, "-m", "benchmarks.log_in_parts", *numbers]
            subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
