"""Images: what a base sees in pictures, by label; from files to stored files."""

from pathlib import Path

from ..examples import Examples
from ..lesson import Lesson, Progress
from .bases import find_base
from .classifier import PictureClassifier

__all__ = ["PictureClassifier", "find_base", "learn_pictures", "warm_up"]


def learn_pictures(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the pictures of a project, measure the model and write its files."""
    from . import learner  # It imports SciPy, which only the worker needs.

    return learner.learn(examples, folder, on_progress)


def warm_up() -> None:
    """Load what learning needs, and look at a picture."""
    from . import learner

    learner.warm_up()
