"""How a page of Chromium listens: answers a second, and if any sound is lost meanwhile.

    .venv/bin/python -m benchmarks.sound_listening [--seconds 20] [--rounds 3]

Starts `bin/serve` on new data; prints a Markdown table. The browser's fake microphone
hears a pure tone for ever: whatever is missing of it would be heard as a break.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    measure_beside("sound_listening_parts", asked.rounds, SITE, asked.seconds)


if __name__ == "__main__":
    main()
