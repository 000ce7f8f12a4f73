"""Text: words and parts of words, weighed by label; from sentences to stored files."""

from pathlib import Path

from ..examples import Examples
from ..lesson import Lesson, Progress
from .classifier import SentenceClassifier

__all__ = ["SentenceClassifier", "learn", "warm_up"]


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the sentences of a project, measure the model and write its files."""
    from . import learner  # It imports SciPy, which only the worker needs.

    return learner.learn(examples, folder, on_progress)


def warm_up() -> None:
    """Load what learning needs, and learn a few sentences."""
    from . import learner

    learner.warm_up()
