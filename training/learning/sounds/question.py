"""A sound to be named, which nobody stored."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from projects.kinds import Content


@dataclass(frozen=True)
class SoundQuestion(Content):
    """What is asked of a model of sounds: samples (n,), mono, 16,000 a second."""

    samples: Any = field(default_factory=lambda: np.zeros(0, np.float32), compare=False)
