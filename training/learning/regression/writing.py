"""The files of a model that predicts numbers, whoever learnt it."""

from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..model_files import MODEL, WEIGHTS, Dense, layers_model, write_json
from .network import HIDDEN
from .preparation import Preparation
from .rehearsal import Name

REGRESSOR = "regressor.json"
FORMAT = 1

Numbers = NDArray[np.float32]


def shapes_of(chosen: Name, width: int, targets: int) -> list[tuple[int, ...]]:
    """Return the shapes of a model's weights: kernels (from, to), and biases (to,)."""
    shapes: list[tuple[int, ...]] = []
    for before, after in pairwise(sizes_of(chosen, width, targets)):
        shapes += [(before, after), (after,)]
    return shapes


def split(numbers: Numbers, shapes: list[tuple[int, ...]]) -> list[Numbers]:
    """Return weights in their shapes, from all numbers in a row."""
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    parts = np.split(numbers, ends[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def write_regressor(
    folder: Path, preparation: Preparation, chosen: Name, weights: bytes
) -> list[str]:
    """Write the model, and return the files' names.

    TensorFlow.js reads the first two: layers that take a row as `Preparation.scaled`
    makes it, and answer in deviations from the means of the targets.
    """
    width, targets = preparation.width, len(preparation.targets)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(weights)
    layers = layers_of(chosen, width, targets)
    write_json(folder / MODEL, layers_model("regressor", layers))
    about = {"format": FORMAT, "chosen": chosen, **preparation.as_json()}
    write_json(folder / REGRESSOR, about)
    return [MODEL, WEIGHTS, REGRESSOR]


def layers_of(chosen: Name, width: int, targets: int) -> list[Dense]:
    """Return the layers of the model, from what it takes to what it predicts."""
    *hidden, last = pairwise(sizes_of(chosen, width, targets))
    layers = [
        Dense(f"hidden_{place}", *size, "sigmoid")
        for place, size in enumerate(hidden, start=1)
    ]
    return [*layers, Dense("prediction", *last, "linear")]


def sizes_of(chosen: Name, width: int, targets: int) -> list[int]:
    hidden = [] if chosen == "line" else [HIDDEN, HIDDEN]
    return [width, *hidden, targets]
