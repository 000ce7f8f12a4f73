"""From sentences to a measured model and its files."""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from projects.kinds import Content

from ..contributors import Authors
from ..examples import Examples
from ..lesson import Lesson, NothingToLearn, Progress, Stopwatch, versions
from ..model_files import write_json
from . import recognition, words
from .classifier import DESCRIPTION, SEEN
from .corpus import Corpus
from .model import Model
from .reader import Reader
from .regression import fit, log_shares
from .rehearsal import rehearse
from .spaces import space_of
from .writing import write_network

EXAMPLES = "examples.bin"
LIBRARIES = ("numpy", "scipy", "tensorflow", "tensorflowjs")


@dataclass(frozen=True)
class Task:
    """Texts by their ids; answers are places in `label_order`, which are labels."""

    texts: list[str]
    answers: list[int]
    ids: list[str]
    authors: Authors
    label_order: list[int]
    label_count: int

    @classmethod
    def of(cls, examples: Examples) -> "Task":
        """Take the labels that have examples. Raises `NothingToLearn`."""
        known = sorted(set(examples.answers))
        if len(known) < 2:
            raise NothingToLearn("A model needs examples of at least two labels.")
        order = sorted(range(len(examples.ids)), key=examples.ids.__getitem__)
        return cls(
            texts=[examples.contents[i].text for i in order],
            answers=[known.index(examples.answers[i]) for i in order],
            ids=[examples.ids[i] for i in order],
            authors=[examples.authors[i] for i in order] if examples.authors else (),
            label_order=known,
            label_count=len(examples.labels),
        )

    @property
    def shares(self) -> list[float]:
        """Return how much of the texts each label has."""
        counts = np.bincount(self.answers, minlength=len(self.label_order))
        shares: list[float] = (counts / len(self.answers)).tolist()
        return shares


def learn(examples: Examples, folder: Path, on_progress: Progress) -> Lesson:
    """Learn the sentences, measure the model and write its files to the folder."""
    task, watch = Task.of(examples), Stopwatch(on_progress)
    watch.stage("learning", 0.0)
    reader = Reader.suited_to(task.texts)
    corpus = Corpus.of(
        task.texts, reader, lambda done: watch.step("learning", 0.3 * done)
    )
    model, report = _taught(task, corpus, watch)
    folder.mkdir(parents=True, exist_ok=True)
    _write(task, corpus, reader, model, folder, watch)
    watch.lap("writing")
    files = sorted(file.name for file in folder.iterdir())
    return Lesson(files, _evaluation(report, reader, watch), task.label_order)


def warm_up() -> None:
    """Load what learning needs, and learn a few sentences."""
    texts = ["hello", "good morning", "hi there", "bye", "good night", "see you"]
    examples = Examples(
        fields=[],
        labels=["hello", "goodbye"],
        contents=[Content(text=f"{text} {i}") for text in texts for i in range(2)],
        answers=[0] * 6 + [1] * 6,
        ids=[str(i) for i in range(12)],
    )
    with tempfile.TemporaryDirectory(prefix="warm-up-") as folder:
        learn(examples, Path(folder), lambda stage, fraction: None)


def _taught(
    task: Task, corpus: Corpus, watch: Stopwatch
) -> tuple[Model, dict[str, Any]]:
    """Return a model of all sentences, and how good it is."""
    space, answers = space_of(corpus), np.array(task.answers)
    priors = log_shares(answers, len(task.label_order))
    everything = np.ones((len(answers), 1))
    tick = partial(watch.step, "learning", 0.4)
    best = fit(space, answers, priors, everything, tick=tick)
    watch.lap("learning")
    watch.stage("measuring", 0.5)
    tick = partial(watch.step, "measuring", 0.6)
    rehearsal = rehearse(space, answers, priors, task.ids, task.authors, best, tick)
    report = rehearsal.report(task.ids, task.label_order, task.label_count)
    watch.lap("measuring")
    learnt = space.combined(best[:, 0] / rehearsal.temperature).astype(np.float32)
    biases = (priors + learnt[-1]).astype(np.float32)
    return Model(learnt[:-1], biases, corpus.encoded.shape[1]), report


def _write(
    task: Task,
    corpus: Corpus,
    reader: Reader,
    model: Model,
    folder: Path,
    watch: Stopwatch,
) -> None:
    watch.stage("writing", 0.7)
    write_network(model, folder)
    description = {
        **reader.description,
        "label_count": task.label_count,
        "label_order": task.label_order,
        "shares": task.shares,
    }
    write_json(folder / DESCRIPTION, description)
    sentences = corpus.sentences
    (folder / SEEN).write_bytes(recognition.pack_seen(sentences))
    (folder / EXAMPLES).write_bytes(recognition.pack_examples(task.texts))
    watch.stage("writing", 0.8)
    found = words.words_of(task.texts, sentences)
    strongest = words.describe(model, reader, found, task.label_order)
    write_json(folder / "words.json", strongest)
    watch.stage("writing", 1.0)


def _evaluation(
    report: dict[str, Any], reader: Reader, watch: Stopwatch
) -> dict[str, Any]:
    return {
        **report,
        "trained": {
            "method": "sentences",
            "meaning": reader.meaning,
            "encoder": reader.encoder.name if reader.encoder else None,
        },
        "seconds": watch.seconds,
        "versions": versions(LIBRARIES),
    }
