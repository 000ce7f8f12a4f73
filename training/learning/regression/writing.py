"""The files of a model that predicts numbers, whoever learnt it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..heads.writing import MODEL, WEIGHTS, write_json
from .network import HIDDEN
from .preparation import Preparation
from .rehearsal import Name

REGRESSOR = "regressor.json"
FORMAT = 1

Numbers = NDArray[np.float32]


def shapes_of(chosen: Name, width: int, targets: int) -> list[tuple[int, ...]]:
    """Return the shapes of a model's weights: kernels (from, to), and biases (to,)."""
    sizes = [width, targets] if chosen == "line" else [width, HIDDEN, HIDDEN, targets]
    shapes: list[tuple[int, ...]] = []
    for before, after in pairwise(sizes):
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
    write_json(folder / MODEL, layers_model(chosen, width, targets))
    about = {"format": FORMAT, "chosen": chosen, **preparation.as_json()}
    write_json(folder / REGRESSOR, about)
    return [MODEL, WEIGHTS, REGRESSOR]


def layers_model(chosen: Name, width: int, targets: int) -> dict[str, Any]:
    """Describe the model as Keras and TensorFlow.js describe layers."""
    shapes = shapes_of(chosen, width, targets)
    layers, weights = [], []
    for place, (before, after) in enumerate(shapes[::2]):
        is_last = 2 * place + 2 == len(shapes)
        name = "prediction" if is_last else f"hidden_{place + 1}"
        config = {
            "name": name,
            **({"batch_input_shape": [None, before]} if place == 0 else {}),
            "dtype": "float32",
            "units": after,
            "activation": "linear" if is_last else "sigmoid",
            "use_bias": True,
        }
        layers.append({"class_name": "Dense", "config": config})
        weights += [
            {"name": f"{name}/kernel", "shape": [before, after], "dtype": "float32"},
            {"name": f"{name}/bias", "shape": [after], "dtype": "float32"},
        ]
    return {
        "format": "layers-model",
        "modelTopology": {
            "keras_version": "2.19.0",
            "backend": "tensorflow",
            "model_config": {
                "class_name": "Sequential",
                "config": {"name": "regressor", "layers": layers},
            },
        },
        "weightsManifest": [{"paths": [WEIGHTS], "weights": weights}],
    }
