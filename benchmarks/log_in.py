"""How long a class waits that comes in together.

    .venv/bin/python -m benchmarks.log_in [--students 30] [--rounds 3]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. Each
student is a browser of their own: it opens the log-in page, sends the card's words, and
reads the page that follows. Prints a Markdown table.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    measure_beside("log_in_parts", arguments.students, arguments.rounds, SITE)


if __name__ == "__main__":
    main()
