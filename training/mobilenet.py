"""MobileNetV2 without its last layer, as TensorFlow.js describes layers.

Sandler, Howard, Zhu, Zhmoginov and Chen (2018), “MobileNetV2: Inverted Residuals and
Linear Bottlenecks”, table 2. Whoever offers the weights does not have to be asked for
this description as well: it is ours, and the weights follow in its order.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SIDE = 224  # pixels
# Of every stage: how much wider the middle is, channels, blocks, and the first stride.
STAGES = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
FIRST, LAST = 32, 1280  # channels
TOGETHER = 8  # Numbers of channels are a multiple of it.
NORMAL = ("gamma", "beta")
MOVING = ("moving_mean", "moving_variance")
LAST_CHANNEL = {"data_format": "channels_last"}
PLAIN = {"activation": "linear", "use_bias": False}  # What follows has both.
KERNELS = {"Conv2D": "kernel", "DepthwiseConv2D": "depthwise_kernel"}

Shape = list[int]


def describe(width: float) -> bytes:
    """Return model.json for weights in which what was trained comes first."""
    network = Network()
    build(network, width)
    weights = [
        {"name": name, "shape": shape, "dtype": "float32"}
        for name, shape in (*network.trained, *network.moving)
    ]
    config = {
        "name": "mobilenet_v2",
        "layers": network.layers,
        "input_layers": [["input", 0, 0]],
        "output_layers": [[network.last, 0, 0]],
    }
    description = {
        "format": "layers-model",
        "modelTopology": {
            "keras_version": "2.19.0",
            "backend": "tensorflow",
            "model_config": {"class_name": "Model", "config": config},
        },
        "weightsManifest": [{"paths": ["weights.bin"], "weights": weights}],
    }
    return json.dumps(description, separators=(",", ":")).encode()


@dataclass
class Network:
    """Layers one after the other; `last` is the name of the one added lately."""

    layers: list[dict[str, Any]] = field(default_factory=list)
    trained: list[tuple[str, Shape]] = field(default_factory=list)
    moving: list[tuple[str, Shape]] = field(default_factory=list)
    last: str = ""

    def add(self, kind: str, name: str, *also: str, **config: Any) -> None:
        """Add a layer that takes from the last one, and from `also`."""
        taken = [each for each in (*also, self.last) if each]
        nodes = [[[each, 0, 0, {}] for each in taken]] if taken else []
        self.layers.append(
            {
                "name": name,
                "class_name": kind,
                "config": {"name": name, **config},
                "inbound_nodes": nodes,
            }
        )
        self.last = name

    def convolve(
        self,
        kind: str,
        name: str,
        shape: Shape,
        *,
        stride: int = 1,
        normal: str = "{}_BN",
        relu: str = "{}_relu",
    ) -> None:
        """Add a convolution without bias, its normalisation, and what limits it.

        The layers have the names that Keras gives them: converters sort by name.
        """
        config: dict[str, Any] = {"filters": shape[3]} if kind == "Conv2D" else {}
        if stride == 2:
            edges = [[0, 1], [0, 1]]
            self.add("ZeroPadding2D", f"{name}_pad", padding=edges, **LAST_CHANNEL)
        config |= {"kernel_size": shape[:2], "strides": [stride, stride]}
        padding = "same" if stride == 1 else "valid"
        self.add(kind, name, padding=padding, **PLAIN, **LAST_CHANNEL, **config)
        self.trained.append((f"{name}/{KERNELS[kind]}", shape))
        channels = shape[3] if kind == "Conv2D" else shape[2]
        self.normalise(normal.format(name), channels)
        if relu:
            self.add("ReLU", relu.format(name), max_value=6)

    def normalise(self, name: str, channels: int) -> None:
        self.add("BatchNormalization", name, axis=-1, momentum=0.999, epsilon=0.001)
        self.trained += [(f"{name}/{each}", [channels]) for each in NORMAL]
        self.moving += [(f"{name}/{each}", [channels]) for each in MOVING]


def build(network: Network, width: float) -> None:
    """Add all layers for a width, which multiplies the numbers of channels."""
    network.add("InputLayer", "input_1", batch_input_shape=[None, SIDE, SIDE, 3])
    takes = rounded(FIRST * width)
    shape = [3, 3, 3, takes]
    network.convolve("Conv2D", "Conv1", shape, stride=2, normal="bn_{}")
    for number, (wider, makes, stride) in enumerate(blocks(width)):
        name = f"block_{number}" if number else "expanded_conv"
        add_block(network, name, takes, makes, wider, stride)
        takes = makes
    shape = [1, 1, takes, max(LAST, rounded(LAST * width))]
    network.convolve("Conv2D", "Conv_1", shape, normal="{}_bn", relu="out_relu")


def blocks(width: float) -> Iterator[tuple[int, int, int]]:
    """Yield of every block how much wider its middle is, its channels and stride."""
    for wider, channels, repeats, stride in STAGES:
        for repeat in range(repeats):
            yield wider, rounded(channels * width), 1 if repeat else stride


def add_block(
    network: Network, name: str, takes: int, makes: int, wider: int, stride: int
) -> None:
    """Add an inverted residual: wider, every channel by itself, narrow again."""
    start, middle = network.last, takes * wider
    if wider > 1:
        network.convolve("Conv2D", f"{name}_expand", [1, 1, takes, middle])
    shape = [3, 3, middle, 1]
    network.convolve("DepthwiseConv2D", f"{name}_depthwise", shape, stride=stride)
    network.convolve("Conv2D", f"{name}_project", [1, 1, middle, makes], relu="")
    if stride == 1 and takes == makes:
        network.add("Add", f"{name}_add", start)


def rounded(channels: float) -> int:
    """Return the nearest multiple of 8 that is not a tenth below what was asked for."""
    near = max(TOGETHER, int(channels + TOGETHER / 2) // TOGETHER * TOGETHER)
    return near if near >= 0.9 * channels else near + TOGETHER
