"""What the tests of learning from files have in common, whatever is in them."""

import json
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import SimpleTestCase

from projects.kinds import Content, StoredFile
from tests.own_storage import give_own_storage
from training.learning.artefacts import ArtefactIsGone
from training.learning.examples import Examples
from training.learning.heads.memory import Memory
from training.learning.lesson import NothingToLearn

from .learning import quietly

PREFIX = "projects/1/examples/"


class LearnFilesTestCase(SimpleTestCase):
    """Files of three labels are at hand; the second of four has none."""

    labels: list[str]
    file_name: str  # of what is learnt of an example
    senses: type  # that remember what they took in
    learner: Any  # of examples, in a folder
    classifier: type

    def setUp(self) -> None:
        give_own_storage(self)
        self.enterContext(patch.object(self.senses, "memory", Memory(100)))
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def make(self, label: str, seed: int) -> np.ndarray:
        """Return something of one of three labels, none quite like another."""
        raise NotImplementedError

    def encode(self, made: np.ndarray) -> bytes:
        raise NotImplementedError

    def ask(self, label: str) -> Content:
        """Return a question about something of that label that was not learnt."""
        raise NotImplementedError

    def examples(self, each: int = 6) -> Examples:
        answers = [place for place in (0, 2, 3) for _ in range(each)]
        names = [f"{number:032x}" for number in range(len(answers))]
        for number, (name, answer) in enumerate(zip(names, answers, strict=True)):
            self.store(name, self.encode(self.make(self.labels[answer], number)))
        return Examples(
            fields=[],
            labels=self.labels,
            contents=[Content(file=StoredFile(name, name, 1)) for name in names],
            answers=answers,
            ids=[f"id-{name[-4:]}" for name in names],
            files_prefix=PREFIX,
        )

    def path(self, name: str) -> str:
        return f"{PREFIX}{name}/{self.file_name}"

    def store(self, name: str, data: bytes) -> None:
        default_storage.delete(self.path(name))
        default_storage.save(self.path(name), ContentFile(data))

    def delete(self, contents: list[Content]) -> None:
        for content in contents:
            default_storage.delete(self.path(content.file.name))

    def learn(self, examples: Examples, report=quietly):
        self.lesson = type(self).learner(examples, self.folder, report)
        for name in self.lesson.files:
            default_storage.delete(f"model/{name}")
            content = ContentFile((self.folder / name).read_bytes())
            default_storage.save(f"model/{name}", content)
        return self.classifier.load("model/")

    def head(self) -> dict[str, Any]:
        return json.loads((self.folder / "head.json").read_text())


class LearnsFiles:
    """What the worker promises of every kind, from files to files."""

    looking_again: tuple[object, str]  # what reads a file, and its name there

    def test_new_ones_are_told_apart(self) -> None:
        classifier = self.learn(self.examples())

        for place in (0, 2, 3):
            confidences = classifier.classify(self.ask(self.labels[place]))
            self.assertAlmostEqual(sum(confidences), 1, places=5)
            self.assertEqual(int(np.argmax(confidences)), place)
            self.assertLess(confidences[1], 1e-6, "It has no examples.")

    def test_it_says_how_good_the_model_is(self) -> None:
        self.learn(self.examples())

        evaluation = self.lesson.evaluation
        self.assertEqual(evaluation["method"], "held-back")
        self.assertEqual(evaluation["example_count"], 3)
        self.assertEqual(np.sum(evaluation["confusion"]), 3)
        self.assertEqual(len(evaluation["confusion"]), len(self.labels))
        self.assertEqual(evaluation["trained"]["backend"], "server")
        self.assertFalse(evaluation["trained"]["simplified"])
        self.assertEqual(self.lesson.files, ["model.json", "weights.bin", "head.json"])

    def test_what_is_held_back_is_not_learnt_when_measuring(self) -> None:
        """Labels drawn by chance are told apart only where they were learnt."""
        examples = self.examples(each=8)
        chance = np.random.default_rng(7)
        answers = chance.permutation(examples.answers).tolist()

        self.learn(Examples(**{**vars(examples), "answers": answers}))

        self.assertLess(self.lesson.evaluation["accuracy"], 0.9)

    def test_the_order_of_the_examples_changes_nothing(self) -> None:
        examples = self.examples()
        self.learn(examples)
        before = (self.folder / "weights.bin").read_bytes()
        turned = {
            name: getattr(examples, name)[::-1]
            for name in ("contents", "answers", "ids")
        }

        self.learn(Examples(**{**vars(examples), **turned}))

        self.assertEqual((self.folder / "weights.bin").read_bytes(), before)

    def test_none_is_looked_at_or_listened_to_twice(self) -> None:
        examples = self.examples()
        self.learn(examples)
        before = (self.folder / "weights.bin").read_bytes()

        with patch.object(*self.looking_again, side_effect=AssertionError):
            self.learn(examples)

        self.assertEqual((self.folder / "weights.bin").read_bytes(), before)

    def test_files_that_are_gone_are_left_out(self) -> None:
        examples = self.examples()
        self.delete(examples.contents[:2])

        self.learn(examples)

        self.assertEqual(self.lesson.evaluation["method"], "leave-one-out")
        self.assertEqual(self.lesson.evaluation["example_count"], 16)

    def test_files_of_one_label_teach_nothing(self) -> None:
        examples = self.examples(each=2)
        self.delete(examples.contents[2:])

        with self.assertRaises(NothingToLearn):
            self.learn(examples)


class ClassifiesOnTheServer:
    """A model of any kind of files in use on the server."""

    def test_a_model_without_files_is_gone(self) -> None:
        with self.assertRaises(ArtefactIsGone):
            self.classifier.load("nowhere/")

    def test_it_answers_questions_of_its_kind_only(self) -> None:
        classifier = self.learn(self.examples(each=2))
        with self.assertRaises(TypeError):
            classifier.classify(Content(text=self.labels[2]))
