"""What each kind of layer does with pictures, in NumPy: (pictures, rows, columns, …).

Activations may change what they are given, which is never needed again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .topology import Layer

HIGHEST = {"relu": np.inf, "relu6": 6.0}

Array = NDArray[np.float32]
Arrays = Mapping[str, Array]
Step = Callable[..., Array]


def step_of(chain: list[Layer], arrays: Arrays) -> Step:
    """Return what a layer, with those that belong to it, does."""
    layer = chain[0]
    if layer.kind == "Conv2D":
        return convolution(chain, arrays)
    if layer.kind == "DepthwiseConv2D":
        return depthwise(chain, arrays)
    return SIMPLE[layer.kind](layer, arrays)


def convolution(chain: list[Layer], arrays: Arrays) -> Step:
    layer = chain[0]
    factor, bias = affine(chain, arrays)
    kernel = arrays[f"{layer.name}/kernel"] * factor
    height, width, _takes, makes = kernel.shape
    matrix = np.ascontiguousarray(kernel.reshape(-1, makes))
    window, end = window_of(layer, height, width), end_of(chain)

    def run(x: Array) -> Array:
        if (height, width) == (1, 1) and window.strides == (1, 1):
            return end(x @ matrix + bias)
        views = [view for _place, view in window.over(x)]
        patches = views[0] if len(views) == 1 else np.concatenate(views, axis=-1)
        return end(patches @ matrix + bias)

    return run


def depthwise(chain: list[Layer], arrays: Arrays) -> Step:
    layer = chain[0]
    factor, bias = affine(chain, arrays)
    kernel = arrays[f"{layer.name}/depthwise_kernel"][..., 0] * factor
    height, width, _channels = kernel.shape
    window, end = window_of(layer, height, width), end_of(chain)

    def run(x: Array) -> Array:
        total: Array | None = None
        for (row, column), view in window.over(x):
            part = view * kernel[row, column]
            if total is None:
                total = part
                total += bias
            else:
                total += part
        return end(total)

    return run


@dataclass(frozen=True)
class Window:
    """What a convolution sees of a picture: a rectangle that moves by `strides`."""

    size: tuple[int, int]
    strides: tuple[int, int]
    same: bool  # whether the edge is filled with zeros, as TensorFlow does

    def over(self, x: Array) -> Iterator[tuple[tuple[int, int], Array]]:
        """Yield for every place of the window what lies under it."""
        x = self._filled(x)
        down, right = (
            (x.shape[axis + 1] - self.size[axis]) // self.strides[axis] + 1
            for axis in (0, 1)
        )
        for row in range(self.size[0]):
            for column in range(self.size[1]):
                rows = slice(
                    row, row + (down - 1) * self.strides[0] + 1, self.strides[0]
                )
                columns = slice(
                    column, column + (right - 1) * self.strides[1] + 1, self.strides[1]
                )
                yield (row, column), x[:, rows, columns]

    def _filled(self, x: Array) -> Array:
        if not self.same or self.size == (1, 1):
            return x
        return padded(x, [self._edges(x.shape[axis + 1], axis) for axis in (0, 1)])

    def _edges(self, length: int, axis: int) -> tuple[int, int]:
        steps = -(-length // self.strides[axis])
        missing = (steps - 1) * self.strides[axis] + self.size[axis] - length
        return max(missing, 0) // 2, max(missing, 0) - max(missing, 0) // 2


def window_of(layer: Layer, height: int, width: int) -> Window:
    down, right = layer.config["strides"]
    return Window((height, width), (down, right), layer.config["padding"] == "same")


def affine(chain: list[Layer], arrays: Arrays) -> tuple[Array, Array]:
    """Return the factor and the addend of every channel: bias and normalisation."""
    layer = chain[0]
    bias = arrays.get(f"{layer.name}/bias", np.zeros(1, np.float32))
    normal = [each for each in chain if each.kind == "BatchNormalization"]
    if not normal:
        return np.ones(1, np.float32), bias
    factor, shift = scale_and_shift(normal[0], arrays)
    return factor, bias * factor + shift


def scale_and_shift(layer: Layer, arrays: Arrays) -> tuple[Array, Array]:
    """Return what a trained batch normalisation multiplies with, and adds."""
    mean = arrays[f"{layer.name}/moving_mean"].astype(np.float64)
    variance = arrays[f"{layer.name}/moving_variance"].astype(np.float64)
    factor = arrays.get(f"{layer.name}/gamma", 1.0) / np.sqrt(
        variance + layer.config["epsilon"]
    )
    shift = arrays.get(f"{layer.name}/beta", 0.0) - mean * factor
    return factor.astype(np.float32), shift.astype(np.float32)


def end_of(chain: list[Layer]) -> Step:
    """Return the activation of the last of these layers, which may change its input."""
    return limit(highest_of(chain[-1]))


def highest_of(layer: Layer) -> float | None:
    """Return where the layer cuts numbers off above, and None if not even below."""
    if layer.kind == "ReLU":
        most = layer.config.get("max_value")
        return np.inf if most is None else float(most)
    return HIGHEST.get(layer.config.get("activation", "linear"))


def limit(highest: float | None) -> Step:
    def run(x: Array) -> Array:
        if highest is None:
            return x
        np.maximum(x, 0, out=x)
        return x if highest == np.inf else np.minimum(x, np.float32(highest), out=x)

    return run


def padded(x: Array, edges: Any) -> Array:
    (above, below), (left, right) = edges
    count, height, width, channels = x.shape
    shape = (count, height + above + below, width + left + right, channels)
    larger = np.zeros(shape, np.float32)
    larger[:, above : above + height, left : left + width] = x
    return larger


def pooled(x: Array) -> Array:
    """Return the mean over all places of a picture, (pictures, channels)."""
    means: Array = x.mean(axis=(1, 2), dtype=np.float32)
    return means


def strongest(x: Array) -> Array:
    """Return the most of all places of a picture, (pictures, channels)."""
    most: Array = x.max(axis=(1, 2))
    return most


def joined(*parts: Array) -> Array:
    """Return the channels of all parts, one after the other."""
    return np.concatenate(parts, axis=-1)


def activation(layer: Layer, arrays: Arrays) -> Step:
    end = limit(highest_of(layer))
    return lambda x: end(x.copy())


def normalisation(layer: Layer, arrays: Arrays) -> Step:
    factor, shift = scale_and_shift(layer, arrays)
    return lambda x: x * factor + shift


def padding(layer: Layer, arrays: Arrays) -> Step:
    return lambda x: padded(x, layer.config["padding"])


def same(layer: Layer, arrays: Arrays) -> Step:
    return lambda x: x


# What stands alone, by the kind of layer.
SIMPLE: dict[str, Callable[[Layer, Arrays], Step]] = {
    "Activation": activation,
    "Add": lambda layer, arrays: lambda first, *others: sum(others, first),
    "BatchNormalization": normalisation,
    "Concatenate": lambda layer, arrays: joined,
    "Dropout": same,
    "GlobalAveragePooling2D": lambda layer, arrays: pooled,
    "GlobalMaxPooling2D": lambda layer, arrays: strongest,
    "InputLayer": same,
    "ReLU": activation,
    "ZeroPadding2D": padding,
}
