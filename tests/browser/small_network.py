"""Small networks in TensorFlow.js' own files, with weights made up."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

FEATURES = 12
PLAIN = {"padding": "same", "use_bias": False, "activation": "linear"}
LAYERS = (
    ("ZeroPadding2D", {"padding": [[0, 1], [0, 1]]}),
    ("Conv2D", {"filters": 8, "kernel_size": [3, 3], "strides": [4, 4]}),
    ("BatchNormalization", {}),
    ("ReLU", {"max_value": 6}),
    ("DepthwiseConv2D", {"kernel_size": [3, 3], "strides": [2, 2]}),
    ("BatchNormalization", {}),
    ("ReLU", {"max_value": 6}),
    ("Conv2D", {"filters": FEATURES, "kernel_size": [1, 1], "strides": [1, 1]}),
    ("BatchNormalization", {}),
    ("ReLU", {"max_value": 6}),
)


def write_network(folder: Path, seed: int = 1) -> None:
    """Write a network of the kinds of layers that MobileNet has: 12 features."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    arrays = [
        (name, random.uniform(low, 1, shape).astype("<f4"))
        for name, shape, low in arrays_of_layers()
    ]
    listed = [
        {"name": name, "shape": list(array.shape), "dtype": "float32"}
        for name, array in arrays
    ]
    model = {
        "format": "layers-model",
        "modelTopology": {"model_config": {"class_name": "Model", "config": config()}},
        "weightsManifest": [{"paths": ["weights.bin"], "weights": listed}],
    }
    (folder / "model.json").write_text(json.dumps(model))
    weights = b"".join(array.tobytes() for _, array in arrays)
    (folder / "weights.bin").write_bytes(weights)


def config() -> dict[str, Any]:
    layers = [layer("InputLayer", "input", {"batch_input_shape": [None, 224, 224, 3]})]
    layers += [layer(kind, f"layer{i}", own) for i, (kind, own) in enumerate(LAYERS)]
    for before, after in pairwise(layers):
        after["inbound_nodes"] = [[[before["name"], 0, 0, {}]]]
    last = layers[-1]["name"]
    return {"name": "small", "layers": layers, "output_layers": [[last, 0, 0]]}


def layer(kind: str, name: str, own: dict[str, Any]) -> dict[str, Any]:
    usual = PLAIN if "Conv" in kind else {"epsilon": 1e-3}
    settings = {**usual, **own, "name": name}
    return {"class_name": kind, "name": name, "config": settings, "inbound_nodes": []}


def arrays_of_layers() -> Iterator[tuple[str, tuple[int, ...], float]]:
    """Yield the name and shape of every array, and the lowest number in it."""
    channels = 3
    for i, (kind, own) in enumerate(LAYERS):
        if kind == "Conv2D":
            yield (
                f"layer{i}/kernel",
                (*own["kernel_size"], channels, own["filters"]),
                -1,
            )
            channels = own["filters"]
        elif kind == "DepthwiseConv2D":
            yield f"layer{i}/depthwise_kernel", (*own["kernel_size"], channels, 1), -1
        elif kind == "BatchNormalization":
            for name, low in (
                ("gamma", 0.5),
                ("beta", -0.5),
                ("moving_mean", -0.5),
                ("moving_variance", 0.5),
            ):
                yield f"layer{i}/{name}", (channels,), low
