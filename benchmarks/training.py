"""How long learning takes, from rows to files, next to other ways of doing it.

    .venv/bin/python -m benchmarks.training [--rounds 10]

Prints a Markdown table. Everything is measured in one run, on one machine.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from training.learning import recipes, rehearsal
from training.learning.encoding import Encoding
from training.learning.libraries import load_libraries
from training.learning.numbers import learn, warm_up
from training.learning.table import Table

from . import tables
from .timing import median, say, seconds

FRESH_ROUNDS = 3  # A process for each training takes seconds, and is no better later.
IN_A_FRESH_PROCESS = "--in-a-fresh-process"


def main() -> None:
    arguments = _arguments()
    if arguments.in_a_fresh_process:
        _learn(_tables()[arguments.in_a_fresh_process])
        return
    started = time.perf_counter()
    warm_up()
    say(f"Warm-up: {time.perf_counter() - started:.1f} s. Medians of", end=" ")
    say(f"{arguments.rounds} ({FRESH_ROUNDS} for a fresh process), in seconds.\n")
    say("| table | first after warm-up | ours | of it measuring | download |", end="")
    say(" plain ydf | fit on tf.data | fresh process |")
    say("|---|---|---|---|---|---|---|---|")
    for name, table in _tables().items():
        say(_line(name, table, arguments.rounds))


def _line(name: str, table: Table, rounds: int) -> str:
    first = seconds(lambda: _learn(table))
    ours = median(lambda: _learn(table), rounds)
    measuring, size = _learn(table)
    fresh = [sys.executable, "-m", "benchmarks.training", IN_A_FRESH_PROCESS, name]
    cells = [
        f"{first:.2f}",
        f"**{ours:.2f}**",
        f"{measuring:.2f}",
        f"{size / 1000:.0f} kB",
        f"{median(lambda: _plain_ydf(table), rounds):.3f}",
        f"{median(lambda: _fit_on_tf_data(table), rounds):.2f}",
        f"{median(lambda: _run(fresh), FRESH_ROUNDS):.1f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _learn(table: Table) -> tuple[float, int]:
    """Return the seconds spent on measuring, and the size of the download."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        evaluation = learn(table, folder, lambda stage, fraction: None).evaluation
        size = sum(
            len(zlib.compress(path.read_bytes()))
            for path in folder.iterdir()
            if path.name in {"model.json", "mapping.json", "assets.zip"}
            or path.suffix == ".bin"
        )
    return evaluation["seconds"]["measuring"], size


def _plain_ydf(table: Table) -> None:
    """Train and save the forest alone: no measuring, nothing for browsers."""
    with tempfile.TemporaryDirectory() as folder:
        rehearsal.train(table, recipes.forest(table)).model.save(folder)


def _fit_on_tf_data(table: Table) -> None:
    """Do it the obvious way: fit, Keras' own save, convert; no measuring."""
    libraries, encoding = load_libraries(), Encoding.of(table)
    arrays = encoding.arrays(table.rows)
    data = libraries.tf.data.Dataset.from_tensor_slices(
        (arrays, np.array(table.answers))
    ).batch(1000)
    network: Any = libraries.tfdf.keras.RandomForestModel(
        verbose=0, **{**recipes.forest(table).settings, "num_threads": None}
    )
    with tempfile.TemporaryDirectory() as folder:
        network.fit(data, verbose=0)
        network.save(f"{folder}/saved")
        libraries.convert(f"{folder}/saved", f"{folder}/browser", skip_op_check=True)


def _tables() -> dict[str, Table]:
    middle = tables.titanic() or tables.synthetic(712, 7, 2, choices=3)
    return {
        "150 x 4 (iris)": tables.iris(),
        f"{len(middle.rows)} x {len(middle.columns)}": middle,
        "3000 x 20 (synthetic)": tables.synthetic(3000, 20, 4, choices=3),
    }


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(IN_A_FRESH_PROCESS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
