"""Train with plain YDF on a part of the examples, to see how good the model will be.

It is the engine inside TensorFlow Decision Forests, with the same settings. It writes
no graph, so that measuring costs a tenth of training.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import recipes
from .encoding import ANSWER, Encoding, answer_of, label_word, name_of
from .engine import load_ydf
from .evaluation import accuracy, answered, are_right, summary, usual_answer
from .recipes import Recipe
from .splits import Split, split_of
from .table import Row, Table

PERMUTED_ROWS = 300  # Rows that importance looks at: small tables are shuffled often.

Tick = Callable[[float], None]


@dataclass(frozen=True)
class Rehearsed:
    """A model that was trained to be measured and thrown away."""

    model: Any
    encoding: Encoding
    recipe: Recipe
    label_count: int

    def confidences(self, rows: Sequence[Row]) -> list[list[float]]:
        """Return the confidence in every label for every row."""
        answers: list[list[float]] = self.answers(self.encoding.arrays(rows)).tolist()
        return answers

    def answers(self, arrays: dict[str, NDArray[Any]]) -> NDArray[Any]:
        """Return the confidences for rows that are encoded already."""
        outputs = self.model.predict(arrays, num_threads=1)
        order = [answer_of(word) for word in self.model.label_classes()]
        return in_label_order(outputs, order, self.label_count)

    @property
    def final_recipe(self) -> Recipe:
        """Return the recipe for training the same on all examples."""
        if self.recipe.method == "forest":
            return self.recipe
        labels = len(self.model.label_classes())
        return self.recipe.stopped_after(
            self.model.num_trees() // (1 if labels == 2 else labels)
        )


@dataclass(frozen=True)
class Rehearsal:
    """What was learnt about the examples before the model that is kept is trained."""

    split: Split
    recipe: Recipe
    best: Rehearsed | None
    measured: Table

    def report(self, table: Table, tick: Tick) -> dict[str, Any]:
        """Return the evaluation's figures."""
        tick(0.0)
        if self.best is not None:
            confidences = self.best.confidences(self.measured.rows)
        else:
            confidences = _part_by_part(table, self.split, self.recipe, tick)
        figures = summary(
            self.measured.ids,
            self.measured.answers,
            confidences,
            usual=usual_answer(table.answers),
            label_count=len(table.labels),
        )
        important = _importance(self.best, self.measured, tick) if self.best else []
        right = are_right(self.measured.answers, confidences)
        return {
            "method": self.split.method,
            **figures,
            "importance": important,
            **self.split.report(right),
        }


def rehearse(table: Table) -> Rehearsal:
    """Decide how to train the table, by held-back examples where there are enough."""
    split, recipe = (
        split_of(table.ids, table.answers, table.authors),
        recipes.forest(table),
    )
    measured = table.picked(split.measured)
    if split.method != "held-back":
        return Rehearsal(split, recipe, None, measured)
    rest = table.without(set(split.measured))
    candidates = [
        train(rest, candidate) for candidate in (recipe, *recipes.competitors(table))
    ]
    best = max(candidates, key=lambda candidate: _merit(candidate, measured))
    return Rehearsal(split, best.final_recipe, best, measured)


def train(table: Table, recipe: Recipe) -> Rehearsed:
    """Train plain YDF on the table."""
    ydf = load_ydf()
    encoding = Encoding.of(table)
    learners = {
        "forest": ydf.RandomForestLearner,
        "boosted": ydf.GradientBoostedTreesLearner,
    }
    learner = learners[recipe.method](
        label=ANSWER, features=_features(encoding), **recipe.settings
    )
    words = np.array([label_word(answer) for answer in table.answers])
    model = learner.train({**encoding.arrays(table.rows), ANSWER: words}, verbose=0)
    return Rehearsed(model, encoding, recipe, len(table.labels))


def in_label_order(
    outputs: NDArray[Any], order: Sequence[int], label_count: int
) -> NDArray[Any]:
    """Return the model's outputs with one column for every label of the table."""
    if outputs.ndim == 1:  # Two labels: the model says how sure it is of the second.
        outputs = np.stack([1 - outputs, outputs], axis=1)
    spread = np.zeros((len(outputs), label_count))
    spread[:, order] = outputs
    return spread


def _features(encoding: Encoding) -> list[Any]:
    ydf = load_ydf()
    return [
        ydf.Feature(name_of(f), ydf.Semantic.CATEGORICAL, min_vocab_frequency=1)
        if encoding.is_choice(f)
        else ydf.Feature(name_of(f), ydf.Semantic.NUMERICAL)
        for f in encoding.used
    ]


def _merit(model: Rehearsed, measured: Table) -> tuple[float, int]:
    """Of equally good models, the one with the larger leaves is smaller to download."""
    given = answered(model.confidences(measured.rows))
    return accuracy(measured.answers, given), model.recipe.smallest_leaf


def _part_by_part(
    table: Table, split: Split, recipe: Recipe, tick: Tick
) -> list[list[float]]:
    confidences: list[list[float]] = []
    for done, part in enumerate(split.parts):
        tick(done / len(split.parts))
        trained = train(table.without(set(part)), recipe)
        confidences += trained.confidences([table.rows[place] for place in part])
    return confidences


def _importance(best: Rehearsed, measured: Table, tick: Tick) -> list[dict[str, Any]]:
    """Say how many answers go wrong when the values of one field are mixed up."""
    rounds = max(1, min(5, PERMUTED_ROWS // len(measured.rows)))
    answers = np.tile(measured.answers, rounds)
    arrays = best.encoding.arrays(measured.rows * rounds)
    usual = (best.answers(arrays).argmax(axis=1) == answers).mean()
    drops = []
    for done, field in enumerate(best.encoding.used):
        tick(done / len(best.encoding.used))
        order = np.random.default_rng(recipes.SEED).permutation(len(answers))
        mixed_up = {name_of(field): arrays[name_of(field)][order]}
        given = best.answers({**arrays, **mixed_up}).argmax(axis=1)
        drops.append({"field": field, "drop": float(usual - (given == answers).mean())})
    return sorted(drops, key=lambda drop: -drop["drop"])
