"""How fast a teacher's page of a full class is, and how long it takes to fill one.

    .venv/bin/python -m benchmarks.classroom_page [--students 60] [--projects 300]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. The
pages are asked for in a process beside it, without the way over the network. Prints a
Markdown table.
"""

import argparse

from .site import measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--projects", type=int, default=300)
    arguments = parser.parse_args()
    numbers = arguments.students, arguments.projects
    measure_beside("classroom_page_parts", *numbers)


if __name__ == "__main__":
    main()
