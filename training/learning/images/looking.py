"""What a base sees in stored pictures."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from projects.kinds import KINDS

from .. import artefacts
from ..heads.looking import Senses
from ..heads.memory import Features, Memory
from .bases import Base
from .question import SIDE

REMEMBERED = 5000  # pictures: 25 MB with the usual network, 60 MB with simple eyes
FOR_LEARNING = KINDS["images"].file_names[1]


@dataclass(frozen=True)
class Eyes(Senses[Base]):
    """A base that looks at stored pictures, and remembers what it saw."""

    memory: ClassVar[Memory] = Memory(REMEMBERED)

    def read(self, folder: str) -> NDArray[np.uint8]:
        return read(folder)

    def features(self, read: Sequence[NDArray[np.uint8]]) -> Features:
        return self.base.features(np.stack(read))


def read(folder: str) -> NDArray[np.uint8]:
    """Return the pixels of the picture in `folder` that is for learning."""
    data = artefacts.read(folder, FOR_LEARNING)
    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    if pixels.shape != (SIDE, SIDE, 3):
        raise ValueError(f"A picture for learning is {pixels.shape} large.")
    return pixels
