"""From stored recordings to a measured model and its files, in the worker."""

from pathlib import Path

import numpy as np

from ..cores import one_core
from ..examples import Examples
from ..heads import learner
from ..heads.regression import fit
from ..lesson import Lesson, Progress
from .bases import current_base
from .ears import Ears
from .front_end import RATE


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the sounds, measure the model and write its files to the folder."""
    return learner.learn(examples, folder, Ears(current_base()), on_progress)


def warm_up() -> None:
    """Load what learning needs, and listen to silence."""
    with one_core():
        current_base().features([np.zeros(RATE, np.float32)])
        fit(np.eye(2), np.arange(2))
