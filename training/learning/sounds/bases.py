"""What listens to sounds before anything is learnt: a network that the site ships."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

from ..heads.memory import Features
from ..networks.network import Network
from ..networks.topology import NoBase, read_blueprint
from .front_end import BANDS, FRAMES, Samples
from .hearing import MORE, VERSION, hear

NAME = "sound-v1"
PLACE = f"base-models/{NAME}"  # among the static files
FOLDER = Path(settings.BASE_DIR) / "static" / PLACE
PICTURE = (FRAMES, BANDS, 1)


@dataclass(frozen=True)
class Base:
    """Turns sounds into features; `id` changes with any of them. Threads share it."""

    id: str
    name: str
    size: int
    network: Network = field(repr=False, compare=False)

    def features(self, sounds: Sequence[Samples]) -> Features:
        """Return features (sounds, size), not normalised, of up to 5 s each."""
        return hear(sounds, self.network.run)

    def describe(self) -> dict[str, Any]:
        """Return, as JSON, what a browser needs to hear with it."""
        return {
            "id": self.id,
            "name": self.name,
            "features": self.size,
            "files": {
                "model": static(f"{PLACE}/model.json"),
                "weights": static(f"{PLACE}/weights.bin"),
            },
        }


def current_base() -> Base:
    """Return what is in use for new models. The first call loads it."""
    return load(FOLDER)


def find_base(base_id: str) -> Base | None:
    """Return the base of that id, if it is still to be had: models stay with theirs."""
    base = current_base()
    return base if base.id == base_id else None


@cache
def load(folder: Path) -> Base:
    """Return the network of that folder. Raises `NoBase`."""
    blueprint = read_blueprint(folder, PICTURE)
    # Pictures of sounds come as the network takes them.
    network = Network(replace(blueprint, scale=1.0, offset=0.0))
    return Base(id_of(network), folder.name, network.features + MORE, network)


def id_of(network: Network) -> str:
    """Return what says that two hear the same."""
    about = f"{network.features} {VERSION}"
    return hashlib.sha256(network.weights + about.encode()).hexdigest()[:16]


__all__ = ["Base", "NoBase", "current_base", "find_base", "load"]
