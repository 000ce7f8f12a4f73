"""Numbers and choices: a forest of decision trees, from a table to stored files."""

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from . import naming, trees
from .classifier import Classifier
from .forest import Forest
from .rehearsal import Rehearsal, rehearse
from .table import Column, NothingToLearn, Table

__all__ = ["Classifier", "Lesson", "NothingToLearn", "learn", "warm_up"]

Progress = Callable[[str, float], None]

LIBRARIES = ("tensorflow", "tensorflow-decision-forests", "tensorflowjs", "ydf")


@dataclass(frozen=True)
class Lesson:
    """What learning left behind: names of the files written, and how good it is."""

    files: list[str]
    evaluation: dict[str, Any]
    # Which label each output of the model stands for: its order is not the project's.
    label_order: list[int]
    stored_bytes: int = 0  # of these files


@dataclass
class Stopwatch:
    """Tells everyone how far learning is, and how long each stage took."""

    on_progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    _started: float = field(default_factory=time.perf_counter)

    def stage(self, name: str, fraction: float) -> None:
        """Say that this is being done; whoever listens may raise to stop it all."""
        self.on_progress(name, fraction)

    def lap(self, name: str) -> None:
        """Note the time since the last lap under the name of a stage."""
        now = time.perf_counter()
        self.seconds[name] = round(now - self._started, 3)
        self._started = now


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
    _write_json(folder / "mapping.json", mapping)
    picture = trees.picture(table, forest.encoding, forest.folder)
    _write_json(folder / "tree.json", picture)
    watch.stage("writing", 1.0)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _evaluation(
    report: dict[str, Any], rehearsal: Rehearsal, watch: Stopwatch
) -> dict[str, Any]:
    recipe = rehearsal.recipe
    return {
        **report,
        "trained": {"method": recipe.method, "trees": recipe.trees},
        "seconds": watch.seconds,
        "versions": _versions(),
    }


@cache
def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in LIBRARIES}
