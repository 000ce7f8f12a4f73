"""How fast the page is where pictures are collected, in a real Chromium.

    .venv/bin/python -m benchmarks.image_pages [--pictures 300] [--shots 60]

Starts `bin/serve` on a data folder of its own, on loopback, and stops it again. Opens
the page of a project of so many pictures with an empty cache, counts what it moves,
scrolls through all of them, and stores so many pictures of the browser's own fake
camera. Prints a Markdown table. Browser, server and this program share one machine.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=int, default=300)
    parser.add_argument("--shots", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    numbers = arguments.pictures, arguments.shots, arguments.rounds
    measure_beside("image_pages_parts", *numbers, SITE)


if __name__ == "__main__":
    main()
