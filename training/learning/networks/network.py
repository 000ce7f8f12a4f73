"""A network of layers in NumPy: no TensorFlow, one core, any thread.

Howard et al. (2017), “MobileNets”; Sandler et al. (2018), “MobileNetV2”.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from .layers import Array, Arrays, Step, pooled, step_of
from .topology import Blueprint, Layer, refuse

AT_ONCE = 4  # pictures: more take memory and are no faster

Pixels = NDArray[np.uint8] | NDArray[np.float32]


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
            self.features = self._run(
                np.zeros((1, *blueprint.takes), np.float32)
            ).shape[1]
        except (KeyError, ValueError, IndexError) as error:
            why = _("its weights do not fit its layers (%s)")
            refuse(blueprint.folder, why % repr(error))

    def run(self, pixels: Pixels) -> Array:
        """Return (pictures, features) of pixels (pictures, rows, columns, channels)."""
        parts = [
            self._run(pixels[start : start + AT_ONCE])
            for start in range(0, len(pixels), AT_ONCE)
        ]
        empty = np.zeros((0, self.features), np.float32)
        return np.concatenate([empty, *parts])

    def _run(self, pixels: Pixels) -> Array:
        output = self.maps(pixels)
        return pooled(output) if output.ndim > 2 else output

    def maps(self, pixels: Pixels) -> Array:
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
