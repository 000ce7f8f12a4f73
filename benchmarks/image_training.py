"""How fast pictures are learnt in a browser, beside the plain recipe of other tools.

    .venv/bin/python -m benchmarks.image_training --base FOLDER --yardstick FOLDER
        --data FOLDER [--rounds 5]

`--base` is the network that the site looks with (by default its simple eyes), and
`--yardstick` a MobileNet v1 0.25 cut at its last convolution: TensorFlow.js layers
models. `--data` has a folder of pictures for each label, of which two are taken.
Starts `bin/serve` on new data; prints Markdown tables. Both are measured in turn, in
one run, on one machine, in Chromium, with WebAssembly.
"""

import argparse
import os
from pathlib import Path

from .site import SITE, measure_beside


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", default="simple-eyes")
    parser.add_argument("--yardstick", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    os.environ["IMAGE_BASE"] = asked.base
    numbers = (asked.rounds, SITE, asked.yardstick, asked.data)
    measure_beside("image_training_parts", *numbers)


if __name__ == "__main__":
    main()
