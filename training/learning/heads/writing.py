"""The files of a model that is a head, whether a browser or the worker learnt it."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from ..model_files import MODEL, WEIGHTS, Dense, layers_model, write_json
from . import head

HEAD = "head.json"
FORMAT = 1


class BaseOfHead(Protocol):
    """What a head has to say of what its features are from."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def write_head(
    folder: Path,
    kernel: ArrayLike,
    bias: ArrayLike,
    base: BaseOfHead,
    simplified: bool,
) -> list[str]:
    """Write the head (features, labels) and (labels,), and return the files' names.

    TensorFlow.js reads the first two: a dense layer with a softmax, which takes the
    features of an example after they were normalised.
    """
    weights = np.asarray(kernel, "<f4")
    biases = np.asarray(bias, "<f4")
    features, labels = weights.shape
    about = {
        "format": FORMAT,
        "base": {"id": base.id, "name": base.name, "features": features},
        "normalise": head.NORM,
        "labels": labels,
        "simplified": simplified,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(weights.tobytes() + biases.tobytes())
    layer = Dense("labels", features, labels, "softmax")
    write_json(folder / MODEL, layers_model("head", [layer]))
    write_json(folder / HEAD, about)
    return [MODEL, WEIGHTS, HEAD]
