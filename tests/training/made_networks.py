"""Small networks with random numbers, as TensorFlow.js stores them."""

import json
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from django.test import SimpleTestCase

SIDE = 224
LAST = {"data_format": "channels_last"}
NORMAL = ("gamma", "beta", "moving_mean")
KERNELS = {"Conv2D": "kernel", "DepthwiseConv2D": "depthwise_kernel"}


class Made:
    """A network that is being made, layer by layer."""

    def __init__(self, seed: int = 1) -> None:
        self.layers: list[dict[str, Any]] = []
        self.arrays: dict[str, np.ndarray] = {}
        self.chance = np.random.default_rng(seed)
        self._numbers = count()
        self.last = self.layer(
            "InputLayer", [], batch_input_shape=[None, SIDE, SIDE, 3]
        )

    def layer(self, kind: str, inputs: list[str] | None = None, **config: Any) -> str:
        """Add a layer, after the last one if nothing else is said."""
        name = f"{kind.lower()}_{next(self._numbers)}"
        taken = [self.last] if inputs is None else inputs
        nodes = [[[each, 0, 0, {}] for each in taken]] if taken else []
        self.layers.append(
            {
                "class_name": kind,
                "name": name,
                "config": {"name": name, **config},
                "inbound_nodes": nodes,
            }
        )
        self.last = name
        return name

    def convolution(
        self, takes: int, makes: int, size: int = 1, stride: int = 1, **config: Any
    ) -> str:
        config = {"padding": "same", "use_bias": True, "filters": makes} | config
        kind = config.pop("kind", "Conv2D")
        is_depthwise = kind == "DepthwiseConv2D"
        if is_depthwise:
            del config["filters"]
        shape = (size, size, takes, 1 if is_depthwise else makes)
        sizes = {"kernel_size": [size, size], "strides": [stride, stride]}
        name = self.layer(kind, **sizes, **LAST, **config)
        self.array(name, KERNELS[kind], shape, 2 / np.sqrt(size * size * takes))
        if config["use_bias"]:
            self.array(name, "bias", (takes if is_depthwise else makes,), 0.1)
        return name

    def depthwise(self, takes: int, size: int, stride: int = 1, **config: Any) -> str:
        kind = "DepthwiseConv2D"
        return self.convolution(takes, takes, size, stride, kind=kind, **config)

    def normalisation(self, channels: int) -> str:
        name = self.layer("BatchNormalization", axis=-1, momentum=0.9, epsilon=0.001)
        for array in NORMAL:
            self.array(name, array, (channels,), 0.5)
        variances = self.chance.uniform(0.5, 2, channels).astype(np.float32)
        self.arrays[f"{name}/moving_variance"] = variances
        return name

    def array(self, layer: str, name: str, shape: Any, spread: float) -> None:
        numbers = self.chance.normal(0, spread, shape).astype(np.float32)
        self.arrays[f"{layer}/{name}"] = numbers

    def config(self) -> dict[str, Any]:
        return {
            "name": "small",
            "layers": self.layers,
            "input_layers": [[self.layers[0]["name"], 0, 0]],
            "output_layers": [[self.last, 0, 0]],
        }

    def store(self, test: SimpleTestCase, shards: int = 1) -> Path:
        """Write its folder, gone when the test is over."""
        folder = Path(test.enterContext(tempfile.TemporaryDirectory())) / "small"
        folder.mkdir()
        content = b"".join(array.tobytes() for array in self.arrays.values())
        size = -(-len(content) // shards)
        paths = [f"group1-shard{i + 1}of{shards}.bin" for i in range(shards)]
        for i, path in enumerate(paths):
            (folder / path).write_bytes(content[i * size : (i + 1) * size])
        weights = [
            {"name": name, "shape": list(array.shape), "dtype": "float32"}
            for name, array in self.arrays.items()
        ]
        config = {"class_name": "Model", "config": self.config()}
        described = {
            "format": "layers-model",
            "modelTopology": {"model_config": config},
            "weightsManifest": [{"paths": paths, "weights": weights}],
        }
        (folder / "model.json").write_text(json.dumps(described))
        return folder


def small_network(seed: int = 1) -> Made:
    """Return one with every kind of layer that MobileNet has, in both its versions."""
    made = Made(seed)
    made.layer("ZeroPadding2D", padding=[[0, 1], [0, 1]], **LAST)
    made.convolution(3, 8, 3, 2, padding="valid", use_bias=False)
    made.normalisation(8)
    start = made.layer("ReLU", max_value=6)
    made.depthwise(8, 3, use_bias=False)
    made.normalisation(8)
    made.layer("Activation", activation="relu")
    made.convolution(8, 8, 1)
    made.normalisation(8)
    made.layer("Add", [start, made.last])
    made.depthwise(8, 5, 2)
    made.layer("Activation", activation="relu6")
    made.convolution(8, 6, 3, 2, activation="relu")
    made.layer("Dropout", rate=0.5)
    made.normalisation(6)
    made.depthwise(6, 3, 2, padding="valid")
    made.convolution(6, 10, 1, 2, use_bias=False)
    made.layer("ReLU")
    return made


def switch_on(test: SimpleTestCase, folder: Path | str) -> None:
    """Let the site look at pictures with this."""
    test.enterContext(test.settings(IMAGE_BASE=str(folder)))


def change(folder: Path, **changes: Any) -> None:
    """Change what the folder's model.json says."""
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
