"""From stored examples to a measured head and its files, in the worker."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contributors import Authors
from ..cores import one_core
from ..examples import Examples
from ..lesson import Lesson, NothingToLearn, Progress, Stopwatch, versions
from .head import normalised
from .looking import Sense, look
from .memory import Features
from .regression import Rows, as_head, fit
from .rehearsal import rehearse
from .writing import write_head

LIBRARIES = ("numpy", "scipy")
BACKEND = "server"  # where browsers say what they have computed with


@dataclass(frozen=True)
class Task:
    """Examples by their ids; answers are places in `known`, which are labels."""

    features: NDArray[np.float64]  # (examples, features), each row of length 1
    answers: NDArray[np.int64]
    ids: list[str]
    authors: Authors
    known: list[int]
    label_count: int

    @classmethod
    def of(cls, examples: Examples, found: dict[str, Features]) -> "Task":
        """Take the examples of which features were found. Raises `NothingToLearn`."""
        names = [content.file and content.file.name for content in examples.contents]
        there = [i for i, name in enumerate(names) if name in found]
        known = sorted({examples.answers[i] for i in there})
        if len(known) < 2:
            raise NothingToLearn("A model needs examples of at least two labels.")
        # The same examples give the same model, in whatever order they come.
        order = sorted(there, key=examples.ids.__getitem__)
        features = np.stack([found[name] for i in order if (name := names[i])])
        return cls(
            features=normalised(features.astype(np.float64)),
            answers=np.array([known.index(examples.answers[i]) for i in order]),
            ids=[examples.ids[i] for i in order],
            authors=[examples.authors[i] for i in order] if examples.authors else (),
            known=known,
            label_count=len(examples.labels),
        )


def learn(
    examples: Examples, folder: Path, sense: Sense, on_progress: Progress
) -> Lesson:
    """Learn stored examples, measure the model and write its files to the folder."""
    watch = Stopwatch(on_progress)
    with one_core():
        task = Task.of(examples, seen(examples, sense, watch))
        kernel, bias, report = taught(task, watch)
    watch.stage("writing", 0.95)
    files = write_head(folder, kernel, bias, sense, simplified=False)
    watch.lap("writing")
    trained = {
        "base": sense.id,
        "base_name": sense.name,
        "simplified": False,
        "backend": BACKEND,
    }
    about = {"seconds": watch.seconds, "versions": versions(LIBRARIES)}
    evaluation = {**report, "trained": trained, **about}
    return Lesson(files, evaluation, list(range(task.label_count)))


def seen(examples: Examples, sense: Sense, watch: Stopwatch) -> dict[str, Features]:
    """Return the features of the examples that are there, by their files."""
    watch.stage("looking", 0.1)
    files = [content.file for content in examples.contents if content.file]
    tick = tick_of(watch, "looking", 0.1, 0.6)
    found = look(sense, files, examples.files_prefix, tick)
    watch.lap("looking")
    return found


def taught(
    task: Task, watch: Stopwatch
) -> tuple[NDArray[np.float64], NDArray[np.float64], dict[str, Any]]:
    """Return the kernel and the biases for all examples, and how good they are."""
    rows = Rows.of(task.features)
    watch.stage("learning", 0.6)
    tick = partial(watch.step, "learning", 0.65)
    best = fit(rows.places, task.answers, tick=tick)
    watch.lap("learning")
    watch.stage("measuring", 0.7)
    measuring = tick_of(watch, "measuring", 0.7, 0.95)
    rehearsal = rehearse(
        rows.places, task.answers, task.ids, task.authors, best, measuring
    )
    report = rehearsal.report(task.ids, task.known, task.label_count)
    watch.lap("measuring")
    sure = best / rehearsal.temperature
    return *as_head(rows, sure, task.known, task.label_count), report


def tick_of(
    watch: Stopwatch, stage: str, start: float, end: float
) -> Callable[[float], None]:
    """Return what tells a share of a stage as a share of everything."""
    return lambda share: watch.step(stage, start + (end - start) * share)
