"""Sounds: what a base hears in recordings, by label; from files to stored files."""

from pathlib import Path

from ..examples import Examples
from ..lesson import Lesson, Progress
from .bases import find_base
from .classifier import SoundClassifier

__all__ = ["SoundClassifier", "find_base", "learn_sounds", "warm_up"]


def learn_sounds(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the sounds of a project, measure the model and write its files."""
    from . import learner  # It imports SciPy, which only the worker needs.

    return learner.learn(examples, folder, on_progress)


def warm_up() -> None:
    """Load what learning needs, and listen to silence."""
    from . import learner

    learner.warm_up()
