"""What a TensorFlow.js layers model says of its network, if we can run it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

MODEL = "model.json"
# Those of MobileNet, in both versions, and of what is built alike; and of our ears.
KINDS = {
    "Activation",
    "Add",
    "BatchNormalization",
    "Concatenate",
    "Conv2D",
    "DepthwiseConv2D",
    "Dropout",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "InputLayer",
    "ReLU",
    "ZeroPadding2D",
}
ACTIVATIONS = {"linear", "relu", "relu6"}
# What pixels are multiplied with, and what is then added, where nothing else is said.
SCALE, OFFSET = 1 / 127.5, -1.0
BYTES = 4  # of a 32-bit float
PICTURE = (224, 224, 3)  # rows, columns, channels

Config = dict[str, Any]
Shape = tuple[int, ...]


class NoBase(Exception):
    """The base cannot be used; the message says why, to who runs the site."""


@dataclass(frozen=True)
class Layer:
    """One layer, the names of those before it, and of its arrays in their order."""

    kind: str
    name: str
    config: Config
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class Blueprint:
    """A network of layers: each comes after those that it takes from."""

    folder: Path
    topology: Any  # as the file has it
    layers: tuple[Layer, ...]
    takes: Shape  # rows, columns, channels
    output: str
    arrays: dict[str, Shape]  # in the order of the weights
    paths: tuple[str, ...]
    scale: float
    offset: float

    def read_weights(self) -> bytes:
        """Return all weights, 32-bit floats one after the other. Raises `NoBase`."""
        try:
            weights = b"".join((self.folder / path).read_bytes() for path in self.paths)
        except OSError:
            refuse(self.folder, _("its weights are missing or cannot be read"))
        if len(weights) != self.size:
            refuse(self.folder, _("its weights have another size than it says"))
        return weights

    @property
    def size(self) -> int:
        """Return how many bytes of weights it has."""
        return BYTES * sum(prod(shape) for shape in self.arrays.values())

    def as_one_file(self, weights: str) -> dict[str, Any]:
        """Describe the same network with all weights in one file of that name."""
        listed = [
            {"name": name, "shape": list(shape), "dtype": "float32"}
            for name, shape in self.arrays.items()
        ]
        return {
            "format": "layers-model",
            "modelTopology": self.topology,
            "weightsManifest": [{"paths": [weights], "weights": listed}],
        }


def read_blueprint(folder: Path, takes: Shape = PICTURE) -> Blueprint:
    """Return how the network in `folder` is built; it `takes` rows, columns, channels.

    Raises `NoBase`.
    """
    if not folder.is_dir():
        refuse(folder, _("there is no such folder"))
    try:
        found = json.loads((folder / MODEL).read_text("utf-8"))
    except OSError:
        refuse(folder, _("%s is missing or cannot be read") % MODEL)
    except ValueError:
        refuse(folder, _("%s is not JSON") % MODEL)
    try:
        return _blueprint(folder, found, takes)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        refuse(folder, _("it is not described as expected (%s)") % repr(error))


def refuse(folder: Path, why: str) -> NoReturn:
    """Raise `NoBase` with one sentence."""
    sentence = _("IMAGE_BASE: %(place)s cannot be used: %(why)s.")
    raise NoBase(sentence % {"place": folder, "why": why})


def _blueprint(folder: Path, found: Any, takes: Shape) -> Blueprint:
    topology = found["modelTopology"]
    model = topology.get("model_config", topology)
    layers = tuple(_layers(model))
    for layer in layers:
        check_layer(folder, layer, takes)
    about = found.get("userDefinedMetadata") or {}
    return Blueprint(
        folder=folder,
        topology=topology,
        layers=layers,
        takes=takes,
        output=_output(model) or layers[-1].name,
        arrays=dict(_arrays(folder, found["weightsManifest"])),
        paths=tuple(_paths(folder, found["weightsManifest"])),
        scale=float(about.get("scale", SCALE)),
        offset=float(about.get("offset", OFFSET)),
    )


def _layers(model: Config) -> Iterator[Layer]:
    """Yield the layers; those of a sequence each take from the one before."""
    last: tuple[str, ...] = ()
    in_a_row = model["class_name"] == "Sequential"
    for each in model["config"]["layers"]:
        name = each["config"]["name"]
        inputs = last
        if not in_a_row:
            nodes = each["inbound_nodes"]
            inputs = tuple(node[0] for node in nodes[0]) if nodes else ()
        yield Layer(each["class_name"], name, each["config"], inputs)
        last = (name,)


def _output(model: Config) -> str:
    [output] = model["config"].get("output_layers") or [[""]]
    return str(output[0])


def _arrays(folder: Path, manifest: list[Config]) -> Iterator[tuple[str, Shape]]:
    for group in manifest:
        for array in group["weights"]:
            if array["dtype"] != "float32" or "quantization" in array:
                refuse(folder, _("its weights are not 32-bit floats"))
            yield array["name"], tuple(int(size) for size in array["shape"])


def _paths(folder: Path, manifest: list[Config]) -> Iterator[str]:
    for group in manifest:
        for path in group["paths"]:
            if path != Path(path).name:
                refuse(folder, _("its weights lie in another folder"))
            yield path


def check_layer(folder: Path, layer: Layer, takes: Shape) -> None:
    """Raise `NoBase` for a layer that we cannot run, or not as it says."""
    config = layer.config
    if layer.kind not in KINDS:
        refuse(folder, _("it has a layer of the kind %s") % layer.kind)
    if config.get("activation", "linear") not in ACTIVATIONS:
        refuse(folder, _("its activation is %s") % config["activation"])
    if config.get("data_format", "channels_last") != "channels_last":
        refuse(folder, _("its channels do not come last"))
    if set(config.get("dilation_rate", [1])) != {1} or config.get("groups", 1) != 1:
        refuse(folder, _("%s is dilated, or in groups") % layer.name)
    if config.get("depth_multiplier", 1) != 1:
        refuse(folder, _("%s multiplies its channels") % layer.name)
    if layer.kind == "Concatenate" and config.get("axis", -1) != -1:
        refuse(folder, _("%s does not join channels") % layer.name)
    if layer.kind == "ReLU" and (
        config.get("negative_slope") or config.get("threshold")
    ):
        refuse(folder, _("%s does not begin at zero") % layer.name)
    shape = config.get("batch_input_shape")
    if shape is not None and not fits(shape[1:], takes):
        wanted = " × ".join(map(str, takes))
        refuse(folder, _("what it takes has another size than %s") % wanted)


def fits(shape: list[int | None], takes: Shape) -> bool:
    """Say if a layer that takes this shape, None where it takes any, takes ours."""
    if len(shape) != len(takes):
        return False
    return all(own in (None, size) for own, size in zip(shape, takes, strict=True))
