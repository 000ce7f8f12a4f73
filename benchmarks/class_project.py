"""What a whole class adds at once costs, and how soon everybody sees it.

    .venv/bin/python -m benchmarks.class_project [--students 30] [--examples 40]
        [--seconds 120] [--classes 10] [--rounds 5] [--round-seconds 10]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. First
one class, then several, add sentences at random moments over HTTP, with the sockets of
all their pages open; at last 30 students as fast as it goes, in turns with plain Django
and DRF (`benchmarks.plain_site`) on the same PostgreSQL. Prints Markdown tables.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--examples", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--classes", type=int, default=10, help="0: leave them out")
    parser.add_argument("--rounds", type=int, default=5, help="0: leave them out")
    parser.add_argument("--round-seconds", type=int, default=10)
    numbers = vars(parser.parse_args()).values()
    measure_beside("class_project_parts", SITE, *numbers)


if __name__ == "__main__":
    main()
