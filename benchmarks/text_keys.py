"""How fast sentences are classified for keys, over HTTP, by a web process on one core.

    .venv/bin/python -m benchmarks.text_keys [--seconds 5] [--rounds 3]

Starts `bin/serve` on new data. No sentence is asked twice, so none is answered from
memory. English has meanings in the site's table of words; made-up words have none.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    measure_beside("text_keys_parts", arguments.seconds, arguments.rounds, SITE)


if __name__ == "__main__":
    main()
