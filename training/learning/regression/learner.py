"""From rows to a measured model and its files, in the worker."""

from pathlib import Path
from typing import Any

import numpy as np

from ..cores import one_core
from ..examples import Examples
from ..lesson import Lesson, NothingToLearn, Progress, Stopwatch, versions
from .groups import groups_for, method_for
from .measures import describe_people, evaluate
from .preparation import Matrix, Preparation
from .rehearsal import Rehearsal, Task, learn, rehearse
from .writing import write_regressor

LIBRARIES = ("numpy",)
BACKEND = "server"  # where browsers say what they have computed with
SEED = 6
POINTS = 100  # of the curve


def usable(examples: Examples) -> Examples:
    """Return the rows that say what is to be predicted, in the order of their ids."""
    targets = [str(each.number) for each in examples.fields if each.is_predicted]
    contents, ids = examples.contents, examples.ids
    kept = sorted(
        (
            place
            for place, content in enumerate(contents)
            if any(content.values.get(target) is not None for target in targets)
        ),
        key=ids.__getitem__,
    )
    if not kept:
        raise NothingToLearn("No row says what is to be predicted.")
    return Examples(
        fields=examples.fields,
        labels=[],
        contents=[contents[place] for place in kept],
        answers=[],
        ids=[ids[place] for place in kept],
        authors=[examples.authors[place] for place in kept] if examples.authors else (),
    )


def learn_usable(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn rows, measure the model and write its files to the folder."""
    watch = Stopwatch(on_progress)
    rows = [content.values for content in examples.contents]
    preparation = Preparation.of(examples.fields, rows)
    answers = preparation.answers(rows)
    task = Task(
        ids=examples.ids,
        inputs=preparation.scaled(rows),
        answers=preparation.shrunk(answers),
        groups=groups_for(examples.ids, examples.authors),
        seed=SEED,
        authors=examples.authors,
    )
    with one_core():
        watch.stage("learning", 0.1)
        rehearsal = rehearse(
            task, lambda share: watch.step("learning", 0.1 + 0.6 * share)
        )
        watch.lap("measuring")
        watch.stage("learning", 0.7)
        weights = learn(task, rehearsal, lambda: watch.step("learning", 0.7))
        watch.lap("learning")
    watch.stage("writing", 0.95)
    packed = b"".join(np.asarray(each, "<f4").tobytes() for each in weights)
    files = write_regressor(folder, preparation, rehearsal.chosen, packed)
    watch.lap("writing")
    return Lesson(files, report(task, preparation, rehearsal, answers, watch), [])


def report(
    task: Task,
    preparation: Preparation,
    rehearsal: Rehearsal,
    answers: Matrix,
    watch: Stopwatch,
) -> dict[str, Any]:
    """Return the evaluation."""
    said = preparation.grown(rehearsal.predictions).tolist()
    places = rehearsal.measured
    measured = {task.ids[p]: row for p, row in zip(places, said, strict=True)}
    truths = {task.ids[p]: known_of(answers[p]) for p in places}
    figures = {
        **evaluate(preparation, method_for(len(task.ids)), measured, truths),
        **describe_people(task.held_back_by, measured, truths, task.whose),
    }
    trained = {
        "chosen": rehearsal.chosen,
        "backend": BACKEND,
        "epochs": max(rehearsal.epochs, default=0),
        "loss": thinned(rehearsal.loss),
    }
    about = {"seconds": watch.seconds, "versions": versions(LIBRARIES)}
    chosen = {"chosen": rehearsal.chosen, "errors": rehearsal.errors}
    return {**figures, **chosen, "trained": trained, **about}


def known_of(answers: Matrix) -> list[float | None]:
    return [None if np.isnan(each) else float(each) for each in answers]


def thinned(points: list[Any]) -> list[Any]:
    """Return at most `POINTS` of a curve, the last among them."""
    step = -(-len(points) // POINTS) or 1
    return [p for i, p in enumerate(points) if (len(points) - 1 - i) % step == 0]
