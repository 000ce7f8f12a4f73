"""Machine learning itself. The only package that imports TensorFlow."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..models import LocalModel, MLModel
from . import artefacts, images, numbers, regression, sounds, text
from .examples import Examples, read_examples
from .lesson import Lesson, NothingToLearn, Progress
from .local_examples import read_local_examples

__all__ = [
    "Lesson",
    "NothingToLearn",
    "Progress",
    "learn",
    "learn_local",
    "warm_up",
]


class Teacher(NamedTuple):
    """How one kind of project is learnt."""

    learn: Callable[[Examples, Path, Progress], Lesson]
    warm_up: Callable[[], None]


TEACHERS = {
    "text": Teacher(text.learn, text.warm_up),
    "images": Teacher(images.learn_pictures, images.warm_up),
    "sounds": Teacher(sounds.learn_sounds, sounds.warm_up),
    "numbers": Teacher(numbers.learn_examples, numbers.warm_up),
    "regression": Teacher(regression.learn_rows, regression.warm_up),
}


def learn(ml_model: MLModel, report: Progress) -> Lesson:
    """Learn from every example of the model's project, and store what was learnt.

    `report` is told stage and fraction, and may raise to stop the work.
    """
    report("reading", 0.05)
    return teach(ml_model, read_examples(ml_model), report)


def learn_local(local_model: LocalModel, report: Progress) -> Lesson:
    """Learn from what a browser has sent, and store what was learnt."""
    report("reading", 0.05)
    return teach(local_model, read_local_examples(local_model), report)


def teach(
    ml_model: MLModel | LocalModel, examples: Examples, report: Progress
) -> Lesson:
    teacher = TEACHERS[ml_model.kind_code]
    with tempfile.TemporaryDirectory(prefix="mlforkids-") as folder:
        lesson = teacher.learn(examples, Path(folder), report)
        stored = artefacts.store(ml_model, Path(folder), lesson.files)
    return replace(lesson, stored_bytes=stored)


def warm_up() -> None:
    """Load everything that learning needs, so that the first child is spared.

    Never fork after this: the child process would hang in its first training.
    """
    for teacher in TEACHERS.values():
        teacher.warm_up()
