"""The sentence encoder that who runs the site may switch on; without one, all works.

It turns a text into numbers that are near for texts that mean much the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from ...base_models import find_model
from .folder import WEIGHTS, NoEncoder, Recipe, read_recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Encoder", "NoEncoder", "check", "current"]

_loading = Lock()


@dataclass(frozen=True)
class Encoder:
    """An encoder in memory; `id` changes with its weights. Threads may share it."""

    id: str
    name: str
    width: int
    _network: Any = field(repr=False, compare=False)
    _tokenizer: Any = field(repr=False, compare=False)

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a unit vector for each text, shape (len(texts), width).

        What is beyond the encoder's longest text has no effect. Reimers and Gurevych
        (2019), “Sentence-BERT”.
        """
        from .words import cut

        lower = self._network.recipe.lower
        return self._network.encode(cut(self._tokenizer, texts, lower))  # type: ignore[no-any-return]


def current() -> Encoder | None:
    """Return the encoder that is switched on, or None where none is.

    The first call loads it. Raises `NoEncoder` if it is not there any more, or not as
    it was when the site started.
    """
    if not settings.TEXT_ENCODER:
        return None
    with _loading:  # One thread reads it, and the others wait.
        return _load(folder_of(settings.TEXT_ENCODER))


def check() -> None:
    """Raise `NoEncoder` unless what is switched on can be used; load no weights."""
    if settings.TEXT_ENCODER:
        _look_into(folder_of(settings.TEXT_ENCODER))


def folder_of(name: str) -> Path:
    """Return where the encoder of that name or path is. Raises `NoEncoder`."""
    if find_model(name) is not None:
        return Path(settings.BASE_MODELS) / name
    if not Path(name).is_absolute():
        sentence = _(
            "TEXT_ENCODER: %s is neither a base model nor the path of a folder."
        )
        raise NoEncoder(sentence % name)
    return Path(name)


def _look_into(folder: Path) -> tuple[Recipe, Any]:
    from .weights import check_weights
    from .words import highest_token, read_tokenizer

    recipe = read_recipe(folder)
    tokenizer = read_tokenizer(recipe)
    check_weights(recipe, highest_token(tokenizer) + 1)
    return recipe, tokenizer


@cache
def _load(folder: Path) -> Encoder:
    from .bert import Network

    recipe, tokenizer = _look_into(folder)
    with (recipe.folder / WEIGHTS).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Encoder(
        id=f"{folder.name}@{digest[:8]}",
        name=folder.name,
        width=recipe.width,
        _network=Network(recipe),
        _tokenizer=tokenizer,
    )
