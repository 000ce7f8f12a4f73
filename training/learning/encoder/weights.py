"""The numbers of a network, checked against its recipe before any is read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from .folder import WEIGHTS, Dense, NoEncoder, Recipe, refuse

Array = NDArray[np.float32]
Shape = tuple[int | None, ...]  # None is a size that the recipe does not say.
READABLE = {"F32", "F16"}  # NumPy has no bfloat16.
WORDS = "embeddings.word_embeddings.weight"


def shapes_of(recipe: Recipe) -> dict[str, Shape]:
    """Return the name and shape of every array that the network needs."""
    hidden, between = recipe.hidden, recipe.between
    embeddings = "embeddings"
    shapes: dict[str, Shape] = {
        WORDS: (None, hidden),
        f"{embeddings}.position_embeddings.weight": (recipe.positions, hidden),
        f"{embeddings}.token_type_embeddings.weight": (None, hidden),
        **norm(f"{embeddings}.LayerNorm", hidden),
    }
    for layer in range(recipe.layers):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            shapes |= linear(f"{name}.attention.self.{part}", hidden, hidden)
        shapes |= linear(f"{name}.attention.output.dense", hidden, hidden)
        shapes |= norm(f"{name}.attention.output.LayerNorm", hidden)
        shapes |= linear(f"{name}.intermediate.dense", hidden, between)
        shapes |= linear(f"{name}.output.dense", between, hidden)
        shapes |= norm(f"{name}.output.LayerNorm", hidden)
    return shapes


def shapes_of_dense(dense: Dense) -> dict[str, Shape]:
    """Return the same for a layer after the pooling."""
    shapes = linear("linear", dense.takes, dense.makes)
    return shapes if dense.bias else {"linear.weight": shapes["linear.weight"]}


def linear(name: str, takes: int, makes: int) -> dict[str, Shape]:
    return {f"{name}.weight": (makes, takes), f"{name}.bias": (makes,)}


def norm(name: str, width: int) -> dict[str, Shape]:
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}


def check_weights(recipe: Recipe, vocabulary: int) -> None:
    """Raise `NoEncoder` unless every array is there, as large as it must be."""
    with opened(recipe.folder / WEIGHTS) as file:
        names = check(file, recipe.folder, shapes_of(recipe))
        if file.get_slice(names[WORDS]).get_shape()[0] < vocabulary:
            refuse(
                recipe.folder, _("it has fewer vectors than its tokenizer has words")
            )
    width = recipe.hidden
    for dense in recipe.dense:
        if dense.takes != width:
            refuse(dense.weights.parent, _("its size is not that of the step before"))
        with opened(dense.weights) as file:
            check(file, dense.weights.parent, shapes_of_dense(dense))
        width = dense.makes


def read_weights(path: Path, wanted: Iterable[str]) -> dict[str, Array]:
    """Return the arrays of a file as 32-bit floats, by our names for them."""
    with opened(path) as file:
        names = dict(named(file.keys()))
        return {
            name: file.get_tensor(names[name]).astype(np.float32, copy=False)
            for name in wanted
        }


def opened(path: Path) -> Any:
    """Return the open file, whose header fits its size. Raises `NoEncoder`."""
    try:
        return safe_open(str(path), framework="np")
    except (OSError, SafetensorError):
        refuse(path.parent, _("%s is missing or damaged") % path.name)


def check(file: Any, folder: Path, shapes: dict[str, Shape]) -> dict[str, str]:
    """Compare a file with what it should have, and return the file's own names."""
    names = dict(named(file.keys()))
    for name, shape in shapes.items():
        if name not in names:
            refuse(folder, _("its weights lack %s") % name)
        array = file.get_slice(names[name])
        if not fits(array.get_shape(), shape):
            refuse(folder, _("%s has another size than its settings say") % name)
        if array.get_dtype() not in READABLE:
            refuse(folder, _("its numbers are of the kind %s") % array.get_dtype())
    return names


def fits(shape: Iterable[int], wanted: Shape) -> bool:
    sizes = list(shape)
    return len(sizes) == len(wanted) and all(
        size > 0 and goal in (None, size)
        for size, goal in zip(sizes, wanted, strict=True)
    )


def named(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield our name and the file's: with heads on top, a prefix comes before it."""
    for name in names:
        yield name.removeprefix("bert.").removeprefix("roberta."), name


__all__ = ["NoEncoder", "check_weights", "read_weights"]
