"""What looks at pictures before anything is learnt: a network, or simple eyes."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ...base_models import MOBILENET_V2, find_model
from ..networks.network import Network
from ..networks.topology import Blueprint, NoBase, read_blueprint
from . import simple_eyes

MODEL, WEIGHTS = "model.json", "weights.bin"  # as browsers get them
BUILT_IN = "simple-eyes"  # what IMAGE_BASE says for the one that needs no files

_loading = Lock()


@dataclass(frozen=True)
class Base:
    """Turns pictures into features; `id` changes with its weights. Threads share it.

    `features` takes pixels (pictures, 224, 224, 3) and returns (pictures, size).
    """

    id: str
    name: str
    kind: str  # "network" or "simple-eyes"
    size: int
    features: Callable[[NDArray[np.uint8]], NDArray[np.float32]] = field(
        repr=False, compare=False
    )
    scale: float = 1.0
    offset: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def describe(self) -> dict[str, Any]:
        """Return, as JSON, what a browser needs to see with it."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "features": self.size,
            "files": self._addresses() if self.files else None,
            "scale": self.scale,
            "offset": self.offset,
        }

    def _addresses(self) -> dict[str, str]:
        names = {"model": MODEL, "weights": WEIGHTS}
        return {
            what: reverse("training:base-file", args=[self.id, name])
            for what, name in names.items()
        }


SIMPLE_EYES = Base(
    id=simple_eyes.ID,
    name="simple eyes",
    kind="simple-eyes",
    size=simple_eyes.SIZE,
    features=simple_eyes.look,
)


def current_base() -> Base:
    """Return what is in use for new models.

    The first call loads it. Raises `NoBase` if it is not there any more, or not as it
    was when the site started.
    """
    folder = folder_in_use()
    return SIMPLE_EYES if folder is None else load(folder)


def find_base(base_id: str) -> Base | None:
    """Return the base of that id, if it is still to be had: models stay with theirs."""
    bases = [SIMPLE_EYES]
    for find in (folder_in_use, fetched):
        with suppress(NoBase):  # Lost, or of no use: others may be what is asked for.
            if (folder := find()) is not None:
                bases.append(load(folder))
    return next((base for base in bases if base.id == base_id), None)


def check() -> None:
    """Raise `NoBase` unless what is switched on can be used."""
    current_base()


def folder_in_use() -> Path | None:
    """Return the folder of the network, or None for simple eyes. Raises `NoBase`."""
    name = settings.IMAGE_BASE
    if not name:
        return fetched()
    if name == BUILT_IN:
        return None
    model = find_model(name)
    if model is not None and model.setting == "IMAGE_BASE":
        return Path(settings.BASE_MODELS) / name
    if not Path(name).is_absolute():
        sentence = _("IMAGE_BASE: %s is neither a base model nor the path of a folder.")
        raise NoBase(sentence % name)
    return Path(name)


def fetched() -> Path | None:
    """Return where the usual network lies, if somebody has fetched it."""
    folder = Path(settings.BASE_MODELS) / MOBILENET_V2.name
    return folder if folder.is_dir() else None


def load(folder: Path) -> Base:
    """Return the network of that folder, read once. Raises `NoBase`."""
    with _loading:  # One thread reads it, and the others wait.
        return _load(folder)


@cache
def _load(folder: Path) -> Base:
    blueprint = read_blueprint(folder)
    network = Network(blueprint)
    description = _description(blueprint)
    model = json.dumps(description, separators=(",", ":")).encode()
    return Base(
        id=_id_of(network, blueprint),
        name=folder.name,
        kind="network",
        size=network.features,
        features=network.run,
        scale=blueprint.scale,
        offset=blueprint.offset,
        files={MODEL: model, WEIGHTS: network.weights},
    )


def _id_of(network: Network, blueprint: Blueprint) -> str:
    """Return what says that two see the same: how a network is described does not."""
    about = f"{network.features} {blueprint.scale} {blueprint.offset}"
    return hashlib.sha256(network.weights + about.encode()).hexdigest()[:16]


def _description(blueprint: Blueprint) -> dict[str, Any]:
    about = {"scale": blueprint.scale, "offset": blueprint.offset}
    return blueprint.as_one_file(WEIGHTS) | {"userDefinedMetadata": about}


__all__ = ["Base", "NoBase", "check", "current_base", "find_base"]
