"""Numbers and choices: a forest of decision trees, from a table to stored files."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from projects.kinds import Content
from projects.models import Field, FieldKind

from . import artefacts, naming, trees
from .classifier import Classifier
from .examples import Examples
from .forest import Forest
from .lesson import Lesson, NothingToLearn, Progress, Stopwatch, versions
from .model_files import write_json
from .rehearsal import Rehearsal, rehearse
from .table import Column, Table

__all__ = ["Classifier", "Lesson", "NothingToLearn", "learn", "warm_up"]

LIBRARIES = ("tensorflow", "tensorflow-decision-forests", "tensorflowjs", "ydf")


def learn_examples(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the rows of a project."""
    return learn(table_of(examples), folder, on_progress)


@dataclass(frozen=True)
class RowClassifier:
    """Answers rows of a project, whose values come by the numbers of its fields."""

    forest: Classifier
    numbers: Sequence[str]

    @classmethod
    def load(cls, files_prefix: str, fields: Sequence[int]) -> "RowClassifier":
        """Open the files of a model. Raises `ArtefactIsGone`."""
        mapping = json.loads(artefacts.read(files_prefix, "mapping.json"))
        forest = Classifier.load(artefacts.read(files_prefix, "ydf.zip"), mapping)
        return cls(forest, [str(number) for number in fields])

    def classify(self, content: Content) -> list[float]:
        """Return the confidence in every label, in the project's order of labels."""
        return self.forest.classify([content.values.get(n) for n in self.numbers])


def table_of(examples: Examples) -> Table:
    """Return examples as the forest sees them: columns in the order of the fields."""
    numbers = [str(field.number) for field in examples.fields]
    return Table(
        columns=tuple(
            Column(column_kind(field), tuple(field.choices))
            for field in examples.fields
        ),
        labels=tuple(examples.labels),
        rows=[
            tuple(content.values.get(number) for number in numbers)
            for content in examples.contents
        ],
        answers=examples.answers,
        ids=examples.ids,
        authors=examples.authors,
    )


def column_kind(field: Field) -> Literal["number", "choice"]:
    return "choice" if field.kind == FieldKind.CHOICE else "number"


def learn(table: Table, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the table, measure the model and write its files to the folder."""
    table, watch = table.checked(), Stopwatch(on_progress)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="learning-") as name:
        workplace = Path(name)
        watch.stage("learning", 0.0)
        rehearsal = rehearse(table)
        watch.stage("learning", 0.3)
        forest = Forest.trained(table, rehearsal.recipe, workplace)
        watch.lap("learning")
        report = rehearsal.report(
            table, lambda done: watch.stage("measuring", 0.5 + 0.2 * done)
        )
        watch.lap("measuring")
        _write(table, forest, folder, workplace, watch)
        watch.lap("writing")
        label_order = forest.label_order
    evaluation = _evaluation(report, rehearsal, watch)
    files = sorted(file.name for file in folder.iterdir())
    return Lesson(files, evaluation, label_order)


def warm_up() -> None:
    """Import TensorFlow and train one tiny forest, so that the first child is spared.

    Never fork after this: the child process would hang in its first training.
    """
    table = Table(
        columns=(Column("number"), Column("choice", ("red", "blue"))),
        labels=("one", "other"),
        rows=[(float(i), "red" if i < 6 else None) for i in range(12)],
        answers=[0] * 6 + [1] * 6,
        ids=[str(i) for i in range(12)],
    )
    with tempfile.TemporaryDirectory(prefix="warm-up-") as folder:
        learn(table, Path(folder), lambda stage, fraction: None)


def _write(
    table: Table, forest: Forest, folder: Path, workplace: Path, watch: Stopwatch
) -> None:
    watch.stage("writing", 0.7)
    forest.write_for_browsers(folder, workplace)
    watch.stage("writing", 0.9)
    forest.write_for_programs(folder / "ydf.zip")
    naming.write_for_clients(
        folder / "ydf.zip", folder / "client.zip", table, forest.encoding
    )
    mapping = {
        **forest.encoding.as_mapping(),
        "label_count": len(table.labels),
        "label_order": forest.label_order,
    }
    write_json(folder / "mapping.json", mapping)
    picture = trees.picture(table, forest.encoding, forest.folder)
    write_json(folder / "tree.json", picture)
    watch.stage("writing", 1.0)


def _evaluation(
    report: dict[str, Any], rehearsal: Rehearsal, watch: Stopwatch
) -> dict[str, Any]:
    recipe = rehearsal.recipe
    return {
        **report,
        "trained": {"method": recipe.method, "trees": recipe.trees},
        "seconds": watch.seconds,
        "versions": versions(LIBRARIES),
    }
