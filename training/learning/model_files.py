"""The files of models: layers as Keras and TensorFlow.js describe them, and JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

MODEL, WEIGHTS = "model.json", "weights.bin"
KERAS = "2.19.0"  # whose description it is


class Dense(NamedTuple):
    """A layer: how many numbers it takes and gives, and what becomes of them then."""

    name: str
    takes: int
    gives: int
    activation: str


def layers_model(name: str, layers: Sequence[Dense]) -> dict[str, Any]:
    """Describe layers one after the other, whose weights lie in one file in order."""
    first = {"batch_input_shape": [None, layers[0].takes]}
    described = [
        {"class_name": "Dense", "config": config(layer) | (first if place == 0 else {})}
        for place, layer in enumerate(layers)
    ]
    arrays = [array for layer in layers for array in arrays_of(layer)]
    model = {"name": name, "layers": described}
    return {
        "format": "layers-model",
        "modelTopology": {
            "keras_version": KERAS,
            "backend": "tensorflow",
            "model_config": {"class_name": "Sequential", "config": model},
        },
        "weightsManifest": [{"paths": [WEIGHTS], "weights": arrays}],
    }


def config(layer: Dense) -> dict[str, Any]:
    return {
        "name": layer.name,
        "dtype": "float32",
        "units": layer.gives,
        "activation": layer.activation,
        "use_bias": True,
    }


def arrays_of(layer: Dense) -> list[dict[str, Any]]:
    shapes = {"kernel": [layer.takes, layer.gives], "bias": [layer.gives]}
    return [
        {"name": f"{layer.name}/{name}", "shape": shape, "dtype": "float32"}
        for name, shape in shapes.items()
    ]


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write JSON as small as it gets."""
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
