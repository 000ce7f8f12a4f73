"""What a base hears in stored recordings."""

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from projects.kinds import KINDS

from .. import artefacts
from ..heads.looking import Senses
from ..heads.memory import Features, Memory
from .bases import Base
from .front_end import RATE, Samples

REMEMBERED = 5000  # recordings: 8 MB
RECORDING = KINDS["sounds"].file_names[0]
LOUDEST = 32_768  # of a sample of 16 bits


@dataclass(frozen=True)
class Ears(Senses[Base]):
    """A base that listens to stored recordings, and remembers what it heard."""

    memory: ClassVar[Memory] = Memory(REMEMBERED)

    def read(self, folder: str) -> Samples:
        return read(folder)

    def features(self, read: Sequence[Samples]) -> Features:
        return self.base.features(read)


def read(folder: str) -> Samples:
    """Return the samples of the recording in `folder`."""
    data = artefacts.read(folder, RECORDING)
    with wave.open(io.BytesIO(data)) as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (
            1,
            2,
            RATE,
        ):
            raise ValueError(f"A recording is stored as {file.getparams()}.")
        numbers = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    samples: Samples = numbers.astype(np.float32) / LOUDEST
    return samples
