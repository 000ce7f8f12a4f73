"""From stored pictures to a measured model and its files, in the worker."""

from pathlib import Path

import numpy as np

from ..cores import one_core
from ..examples import Examples
from ..heads import learner
from ..heads.regression import fit
from ..lesson import Lesson, Progress
from .bases import current_base
from .looking import Eyes
from .question import SIDE


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the pictures, measure the model and write its files to the folder."""
    return learner.learn(examples, folder, Eyes(current_base()), on_progress)


def warm_up() -> None:
    """Load what learning needs, and look at a picture."""
    pixels = np.zeros((1, SIDE, SIDE, 3), np.uint8)
    with one_core():
        current_base().features(pixels)
        fit(np.eye(2), np.arange(2))
