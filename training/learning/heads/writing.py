"""The files of a model that is a head, whether a browser or the worker learnt it."""

import json
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike

from . import head

MODEL, WEIGHTS, HEAD = "model.json", "weights.bin", "head.json"
FORMAT = 1


class BaseOfHead(Protocol):
    """What a head has to say of what its features are from."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def write_head(
    folder: Path,
    kernel: ArrayLike,
    bias: ArrayLike,
    base: BaseOfHead,
    simplified: bool,
) -> list[str]:
    """Write the head (features, labels) and (labels,), and return the files' names.

    TensorFlow.js reads the first two: a dense layer with a softmax, which takes the
    features of an example after they were normalised.
    """
    weights = np.asarray(kernel, "<f4")
    biases = np.asarray(bias, "<f4")
    features, labels = weights.shape
    about = {
        "format": FORMAT,
        "base": {"id": base.id, "name": base.name, "features": features},
        "normalise": head.NORM,
        "labels": labels,
        "simplified": simplified,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(weights.tobytes() + biases.tobytes())
    write_json(folder / MODEL, layers_model(features, labels))
    write_json(folder / HEAD, about)
    return [MODEL, WEIGHTS, HEAD]


def layers_model(features: int, labels: int) -> dict[str, Any]:
    """Describe the head as Keras and TensorFlow.js describe layers."""
    dense = {
        "name": "labels",
        "batch_input_shape": [None, features],
        "dtype": "float32",
        "units": labels,
        "activation": "softmax",
        "use_bias": True,
    }
    layers = [{"class_name": "Dense", "config": dense}]
    arrays = {"labels/kernel": [features, labels], "labels/bias": [labels]}
    weights = [
        {"name": name, "shape": shape, "dtype": "float32"}
        for name, shape in arrays.items()
    ]
    return {
        "format": "layers-model",
        "modelTopology": {
            "keras_version": "2.19.0",
            "backend": "tensorflow",
            "model_config": {
                "class_name": "Sequential",
                "config": {"name": "head", "layers": layers},
            },
        },
        "weightsManifest": [{"paths": [WEIGHTS], "weights": weights}],
    }


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write JSON as small as it gets."""
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
