"""Which model predicts rows best that it did not learn: a line, or a network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..contributors import Authors
from . import line, network
from .groups import Groups, held_back_by

# How much less wrong a network has to be: a line is simpler, and sure of itself.
BETTER, MUCH_BETTER = 0.95, 0.8
FEW = 30  # rows, of which errors say little

Matrix = NDArray[np.float64]
Name = Literal["line", "network"]
Tick = Callable[[str, float], None]  # stage, share of all


@dataclass(frozen=True)
class Task:
    """Rows in the order of their ids, as models learn them."""

    ids: Sequence[str]
    inputs: Matrix  # (rows, width)
    answers: Matrix  # (rows, targets), NaN where unknown
    groups: Groups
    seed: int
    simplified: bool = False  # Only a line is tried.
    authors: Authors = ()  # of the rows, where they are known

    @property
    def held_back_by(self) -> str | None:
        return held_back_by(self.authors)

    @property
    def whose(self) -> dict[str, int | None]:
        """Return who has added each row, by its id."""
        return dict(zip(self.ids, self.authors, strict=True)) if self.authors else {}

    @property
    def tries_network(self) -> bool:
        return not self.simplified and self.inputs.shape[1] > 0


@dataclass
class Rehearsal:
    """What each model has said of the rows that measure it, (rows, targets)."""

    measured: list[int] = field(default_factory=list)
    said: dict[Name, list[Matrix]] = field(default_factory=dict)
    epochs: list[int] = field(default_factory=list)
    loss: list[list[float | None]] = field(default_factory=list)
    errors: dict[Name, float | None] = field(default_factory=dict)
    chosen: Name = "line"

    @property
    def predictions(self) -> Matrix:
        return np.concatenate(self.said[self.chosen])


def rehearse(task: Task, tick: Callable[[float], None]) -> Rehearsal:
    """Learn without each group of rows, and have the models predict them."""
    rehearsal = Rehearsal()
    numbers = np.array([-1 if each is None else each for each in task.groups])
    count = int(numbers.max()) + 1
    for group in range(count):
        rest, back = np.flatnonzero(numbers != group), np.flatnonzero(numbers == group)
        rehearsal.measured += back.tolist()
        tick(group / count)
        try_out(task, rehearsal, rest, back, partial(tick, group / count))
    answers = task.answers[rehearsal.measured]
    for name, said in rehearsal.said.items():
        rehearsal.errors[name] = error_of(np.concatenate(said), answers)
    rehearsal.errors.setdefault("network", None)
    always = error_of(np.zeros_like(answers), answers)  # of saying the mean
    rehearsal.chosen = choose(rehearsal.errors, always, len(task.ids))
    return rehearsal


def try_out(
    task: Task,
    rehearsal: Rehearsal,
    rest: NDArray[np.int64],
    back: NDArray[np.int64],
    tick: Callable[[], None],
) -> None:
    inputs, answers, others = task.inputs[rest], task.answers[rest], task.inputs[back]
    said = line.predict(line.fit(inputs, answers), others)
    rehearsal.said.setdefault("line", []).append(said)
    if not task.tries_network:
        return
    is_first = not rehearsal.epochs

    def hear(epoch: int, loss: float, loss_of_others: float | None) -> None:
        tick()
        if is_first and loss_of_others is not None:
            rehearsal.loss.append([loss, loss_of_others])

    weights, epochs = network.fit(inputs, answers, task.seed, hear)
    rehearsal.epochs.append(epochs)
    said = network.predict(weights, others)
    rehearsal.said.setdefault("network", []).append(said)


def error_of(said: Matrix, answers: Matrix) -> float:
    """Return how far off a model is in deviations, the mean of all targets."""
    wrong = np.abs(said - answers)
    known = ~np.isnan(wrong)
    means = [
        wrong[known[:, t], t].mean() for t in range(wrong.shape[1]) if known[:, t].any()
    ]
    return float(np.mean(means)) if means else 0.0


def choose(errors: dict[Name, float | None], always: float, rows: int) -> Name:
    """Return which model is used; `always` is the error of always saying the mean."""
    on_line, in_network = errors["line"], errors["network"]
    if on_line is None or in_network is None:
        return "line"
    wanted = (MUCH_BETTER if rows < FEW else BETTER) * min(on_line, always)
    return "network" if in_network < wanted else "line"


def learn(task: Task, rehearsal: Rehearsal, tick: Callable[[], None]) -> list[Matrix]:
    """Return the weights of the chosen model, learnt from all rows."""
    if rehearsal.chosen == "line":
        return [line.fit(task.inputs, task.answers)]
    epochs = sorted(rehearsal.epochs)[len(rehearsal.epochs) // 2]
    heard = lambda epoch, loss, others: tick()  # noqa: E731 (as short as it gets)
    return network.fit(task.inputs, task.answers, task.seed, heard, epochs)[0]
