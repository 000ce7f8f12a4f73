"""How fast pictures are classified for keys, over HTTP, by a web process on one core.

    .venv/bin/python -m benchmarks.picture_keys [--base FOLDER] [--seconds 5]

Starts `bin/serve` on new data, which looks with simple eyes, or with the network in
FOLDER. Each question is a picture 640 dots wide as a webcam gives it, in base64.
"""

import argparse
import os

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="simple-eyes")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    os.environ["IMAGE_BASE"] = arguments.base
    measure_beside("picture_keys_parts", arguments.seconds, arguments.rounds, SITE)


if __name__ == "__main__":
    main()
