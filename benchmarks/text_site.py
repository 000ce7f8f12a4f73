"""How fast a text project is trained: in the worker, and until a page can answer.

    .venv/bin/python -m benchmarks.text_site [--rounds 10]

Starts `bin/serve` on new data. Sentences are those of `../shared/datasets/text` where
they are at hand, else made up of the same lengths.
"""

import argparse

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    measure_beside("text_site_parts", parser.parse_args().rounds, SITE)


if __name__ == "__main__":
    main()
