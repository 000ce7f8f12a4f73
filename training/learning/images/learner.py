"""From stored pictures to a measured model and its files, in the worker."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from ..evaluation import held_back, method_for, summary, usual_answer
from ..examples import Examples
from ..lesson import Lesson, NothingToLearn, Progress, Stopwatch, versions
from .bases import Base, current_base
from .head import normalised
from .looking import look
from .question import SIDE
from .regression import Matrix, Rows, as_head, confidences, fit
from .writing import write_head

LIBRARIES = ("numpy", "scipy", "pillow")


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the pictures, measure the model and write its files to the folder."""
    watch, base = Stopwatch(on_progress), current_base()
    with one_core():
        rows = seen(examples, base, watch)
        return taught(examples, base, rows, folder, watch)


def warm_up() -> None:
    """Load what learning needs, and look at a picture."""
    pixels = np.zeros((1, SIDE, SIDE, 3), np.uint8)
    with one_core():
        current_base().features(pixels)
        fit(np.eye(2), np.arange(2))


def one_core() -> Any:
    """Return what lets NumPy use one core: beside other work, threads wait in turn."""
    return threadpool_limits(1, user_api="blas")


def seen(examples: Examples, base: Base, watch: Stopwatch) -> NDArray[np.float64]:
    """Return what the base sees in all examples, each of length 1."""
    watch.stage("looking", 0.1)
    files = [content.file for content in examples.contents if content.file]
    if len(files) < len(examples.contents):
        raise NothingToLearn("An example is no picture.")
    tick = tick_of(watch, "looking", 0.1, 0.6)
    features = look(base, files, examples.files_prefix, tick)
    watch.lap("looking")
    return normalised(features.astype(np.float64))


def taught(
    examples: Examples,
    base: Base,
    features: NDArray[np.float64],
    folder: Path,
    watch: Stopwatch,
) -> Lesson:
    known = sorted(set(examples.answers))
    if len(known) < 2:
        raise NothingToLearn("A model needs examples of at least two labels.")
    # The same examples give the same model, in whatever order they come.
    order = sorted(range(len(examples.ids)), key=examples.ids.__getitem__)
    rows = Rows.of(features[order])
    answers = np.array([known.index(examples.answers[i]) for i in order])
    ids = [examples.ids[i] for i in order]
    watch.stage("learning", 0.6)
    best = fit(rows.places, answers, tick=partial(watch.step, "learning", 0.65))
    watch.lap("learning")
    watch.stage("measuring", 0.7)
    labels = len(examples.labels)
    tick = tick_of(watch, "measuring", 0.7, 0.95)
    told = rehearsed(rows.places, answers, ids, best, tick)
    report = evaluated(told, ids, [known[i] for i in answers], known, labels)
    watch.lap("measuring")
    watch.stage("writing", 0.95)
    kernel, bias = as_head(rows, best, known, labels)
    files = write_head(folder, kernel, bias, base.id, base.name, simplified=False)
    watch.lap("writing")
    evaluation = {
        **report,
        "trained": {
            "base": base.id,
            "base_name": base.name,
            "simplified": False,
            "backend": "server",
        },
        "seconds": watch.seconds,
        "versions": versions(LIBRARIES),
    }
    return Lesson(files, evaluation, list(range(labels)))


def rehearsed(
    places: Matrix,
    answers: NDArray[np.int64],
    ids: Sequence[str],
    best: Matrix,
    tick: Callable[[float], None],
) -> dict[int, Matrix]:
    """Return, for the examples that measure, what is said of them without them."""
    method = method_for(answers.tolist())
    everything = np.arange(len(answers))
    if method == "held-back":
        back = sorted(held_back(ids, answers.tolist()))
        groups = [back]
    elif method == "leave-one-out":
        groups = [[place] for place in everything]
    else:
        groups = []
    told: dict[int, Matrix] = {}
    for number, group in enumerate(groups):
        rest = np.setdiff1d(everything, group)
        tick(number / len(groups))
        # There is one optimum only, and from the best of all it is not far.
        weights = fit(places[rest], answers[rest], best)
        told |= dict(zip(group, confidences(places[group], weights), strict=True))
    return told


def evaluated(
    told: dict[int, Matrix],
    ids: Sequence[str],
    answers: Sequence[int],
    known: Sequence[int],
    labels: int,
) -> dict[str, Any]:
    """Return the evaluation's figures, in the project's order of labels."""
    rows = np.zeros((len(told), labels))
    if told:
        rows[:, known] = list(told.values())
    figures = summary(
        [ids[place] for place in told],
        [answers[place] for place in told],
        rows.tolist(),
        usual=usual_answer(answers),
        label_count=labels,
    )
    return {"method": method_for(answers), **figures}


def tick_of(
    watch: Stopwatch, stage: str, start: float, end: float
) -> Callable[[float], None]:
    """Return what tells a share of a stage as a share of everything."""
    return lambda share: watch.step(stage, start + (end - start) * share)
