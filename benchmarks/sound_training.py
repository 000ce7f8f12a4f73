"""How fast recordings are learnt in a browser, from Train to the first answer.

    .venv/bin/python -m benchmarks.sound_training [--rounds 5]

Starts `bin/serve` on new data; prints a Markdown table. Recordings of one second are
words that espeak-ng says in several voices, and the noise of a room.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    measure_beside("sound_training_parts", parser.parse_args().rounds, SITE)


if __name__ == "__main__":
    main()
