"""A picture to be named, which nobody stored."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.kinds import Content

SIDE = 224  # pixels: the middle of every picture, made this large
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class PictureQuestion(Content):
    """What is asked of a model of pictures: red, green and blue, (224, 224, 3)."""

    pixels: Any = field(
        default_factory=lambda: np.zeros((SIDE, SIDE, 3), np.uint8), compare=False
    )
