"""Regression: numbers predicted from a table, by a line or by a small network."""

from pathlib import Path

from ..examples import Examples
from ..lesson import Lesson, Progress
from .regressor import Regressor

__all__ = ["Regressor", "learn_rows", "warm_up"]


def learn_rows(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the rows of a project, measure the model and write its files."""
    from . import learner

    return learner.learn_usable(learner.usable(examples), folder, on_progress)


def warm_up() -> None:
    """Have the libraries compute once."""
    import numpy as np

    from . import line, network

    rows = np.eye(4)
    line.fit(rows, rows[:, :1])
    network.fit(rows, rows[:, :1], 1, epochs=1)
