"""A network of layers in NumPy: no TensorFlow, one core, any thread.

Howard et al. (2017), “MobileNets”; Sandler et al. (2018), “MobileNetV2”.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from .question import SIDE
from .topology import Blueprint, Layer, refuse

AT_ONCE = 4  # pictures: more take memory and are no faster
HIGHEST = {"relu": np.inf, "relu6": 6.0}

Array = NDArray[np.float32]
Arrays = Mapping[str, Array]
Step = Callable[..., Array]


@dataclass(frozen=True)
class Task:
    """One step: what it takes, by the names of layers, and whose place it has."""

    name: str
    inputs: tuple[str, ...]
    run: Step
    # The layers whose outputs nobody needs after it.
    done: tuple[str, ...]


class Network:
    """A network in memory. It never changes, so that threads may share it."""

    def __init__(self, blueprint: Blueprint) -> None:
        """Read the weights. Raises `NoBase` where they do not fit the layers."""
        self.weights = blueprint.read_weights()
        self._blueprint = blueprint
        arrays = cut(self.weights, blueprint)
        try:
            self._tasks = tuple(tasks_of(blueprint, arrays))
            self.features = self._run(np.zeros((1, SIDE, SIDE, 3), np.uint8)).shape[1]
        except (KeyError, ValueError, IndexError) as error:
            why = _("its weights do not fit its layers (%s)")
            refuse(blueprint.folder, why % repr(error))

    def run(self, pixels: NDArray[np.uint8]) -> Array:
        """Return (pictures, features) of pixels (pictures, 224, 224, 3)."""
        parts = [
            self._run(pixels[start : start + AT_ONCE])
            for start in range(0, len(pixels), AT_ONCE)
        ]
        empty = np.zeros((0, self.features), np.float32)
        return np.concatenate([empty, *parts])

    def _run(self, pixels: NDArray[np.uint8]) -> Array:
        output = self.maps(pixels)
        return pooled(output) if output.ndim > 2 else output

    def maps(self, pixels: NDArray[np.uint8]) -> Array:
        """Return what the last layer says of a few pictures, place by place."""
        scale, offset = self._blueprint.scale, self._blueprint.offset
        picture = pixels.astype(np.float32) * np.float32(scale) + np.float32(offset)
        made: dict[str, Array] = {}
        for task in self._tasks:
            taken = [made[name] for name in task.inputs] or [picture]
            made[task.name] = task.run(*taken)
            for name in task.done:
                del made[name]
        return made[self._tasks[-1].name]


def cut(weights: bytes, blueprint: Blueprint) -> dict[str, Array]:
    """Return the arrays, by name, that lie in `weights` one after the other."""
    numbers = np.frombuffer(weights, "<f4")
    arrays, start = {}, 0
    for name, shape in blueprint.arrays.items():
        arrays[name] = numbers[start : start + prod(shape)].reshape(shape)
        start += prod(shape)
    return arrays


def tasks_of(blueprint: Blueprint, arrays: Arrays) -> Iterator[Task]:
    """Yield the steps; what follows a convolution and only that is done with it."""
    layers = {layer.name: layer for layer in blueprint.layers}
    needed = Counter(name for layer in blueprint.layers for name in layer.inputs)
    needed[blueprint.output] += 1
    known_as: dict[str, str] = {}  # the step that makes a layer's output
    steps: list[tuple[str, tuple[str, ...], Step]] = []
    for layer in blueprint.layers:
        if layer.name in known_as:
            continue
        chain = [layer, *followers(layer, layers, needed)]
        for each in chain:
            known_as[each.name] = layer.name
        taken = tuple(known_as[name] for name in layer.inputs)
        steps.append((layer.name, taken, step_of(chain, arrays)))
        if blueprint.output in known_as:
            break
    yield from with_ends(steps)


def followers(
    layer: Layer, layers: Mapping[str, Layer], needed: Counter[str]
) -> list[Layer]:
    """Return the normalisation and the activation that belong to a convolution."""
    found: list[Layer] = []
    if layer.kind not in {"Conv2D", "DepthwiseConv2D"}:
        return found
    last = layer
    for kinds in ({"BatchNormalization"}, {"ReLU", "Activation"}):
        after = [each for each in layers.values() if each.inputs == (last.name,)]
        plain = last.config.get("activation", "linear") == "linear"
        if needed[last.name] == 1 and plain and after and after[0].kind in kinds:
            last = after[0]
            found.append(last)
    return found


def with_ends(steps: list[tuple[str, tuple[str, ...], Step]]) -> Iterator[Task]:
    """Yield the steps with what each lets go, so that little is kept."""
    last_use = {
        name: i for i, (_own, inputs, _run) in enumerate(steps) for name in inputs
    }
    for i, (name, inputs, run) in enumerate(steps):
        done = tuple(each for each in set(inputs) if last_use[each] == i)
        yield Task(name, inputs, run, done)


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
    height, width, takes, makes = kernel.shape
    matrix = np.ascontiguousarray(kernel.reshape(-1, makes))
    window, end = window_of(layer, height, width), end_of(chain)

    def run(x: Array) -> Array:
        if (height, width) == (1, 1) and window.strides == (1, 1):
            return end(x @ matrix + bias)
        views = [view for _place, view in window.over(x)]
        patches = views[0] if len(views) == 1 else np.concatenate(views, axis=-1)
        return end(patches @ matrix + bias)

    if takes < 1:
        raise ValueError(layer.name)
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
    "Dropout": same,
    "GlobalAveragePooling2D": lambda layer, arrays: pooled,
    "InputLayer": same,
    "ReLU": activation,
    "ZeroPadding2D": padding,
}
