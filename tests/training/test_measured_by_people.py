"""In the worker, every kind measures what many have taught by whole people."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from django.test import SimpleTestCase

from projects.kinds import Content
from projects.models import Field
from training.learning import rehearsal
from training.learning.examples import Examples
from training.learning.heads.regression import Rows, fit
from training.learning.heads.rehearsal import rehearse
from training.learning.regression.learner import learn_usable, usable
from training.learning.text.learner import learn

from .tables import mixed

PEOPLE = 6


def nothing(*_told: Any) -> None:
    """Hear how far it is."""


class MeasuredByPeopleTests(SimpleTestCase):
    def check(self, evaluation: dict[str, Any], count: int, people: int = 1) -> None:
        """One of six people measures, with all examples of theirs."""
        self.assertEqual(evaluation["held_back_by"], "contributor")
        self.assertEqual(evaluation["example_count"], count)
        figures = evaluation["contributors"]
        self.assertEqual(len(figures), people)
        self.assertEqual(sum(each["count"] for each in figures), count)

    def test_sentences(self) -> None:
        evaluation = self.learn_sentences(60)

        self.check(evaluation, 10)
        right = evaluation["contributors"][0]["right"]
        self.assertEqual(right, round(evaluation["accuracy"] * 10))

    def test_few_sentences_are_left_out_a_person_at_a_time(self) -> None:
        evaluation = self.learn_sentences(6)

        self.assertEqual(evaluation["method"], "leave-one-out")
        self.check(evaluation, 6, people=3)

    def test_sentences_of_one_person_are_measured_as_ever(self) -> None:
        alone = self.learn_sentences(60, people=1)

        self.assertNotIn("held_back_by", alone)
        self.assertNotIn("contributors", alone)
        self.assertEqual(alone["example_count"], 12)

    def test_rows_that_are_told_apart(self) -> None:
        table = mixed(rows_per_label=12)
        authors = [place // 3 % PEOPLE for place in range(len(table.ids))]
        table = replace(table, authors=authors).checked()

        report = rehearsal.rehearse(table).report(table, nothing)

        self.check(report, len(authors) // PEOPLE)

    def test_features_of_pictures_and_sounds(self) -> None:
        random = np.random.default_rng(4)
        answers = np.arange(60) % 2
        rows = Rows.of(random.normal(size=(60, 8)) + answers[:, None])
        ids = [f"{place:02}" for place in range(60)]
        authors = [place // 10 for place in range(60)]
        best = fit(rows.places, answers)

        found = rehearse(rows.places, answers, ids, authors, best, nothing)

        self.check(found.report(ids, [0, 1], 2), 10)

    def test_rows_of_which_numbers_are_predicted(self) -> None:
        fields = [
            Field(number=1, name="sun", kind="number"),
            Field(number=2, name="height", kind="number", is_predicted=True),
        ]
        examples = Examples(
            fields=fields,
            labels=[],
            contents=[Content({"1": float(i), "2": 3.0 * i}) for i in range(60)],
            answers=[],
            ids=[f"{place:02}" for place in range(60)],
            authors=[place % PEOPLE for place in range(60)],
        )
        with tempfile.TemporaryDirectory() as folder:
            lesson = learn_usable(usable(examples), Path(folder), nothing)

        self.check(lesson.evaluation, 10)
        (error,) = lesson.evaluation["contributors"][0]["errors"]
        (target,) = lesson.evaluation["targets"]
        self.assertAlmostEqual(error, target["mean_absolute_error"])

    def learn_sentences(self, count: int, people: int | None = None) -> dict[str, Any]:
        words = [("hooray", "great"), ("alas", "sad")]
        people = people or (PEOPLE if count > 6 else 3)
        examples = Examples(
            fields=[],
            labels=["happy", "sad"],
            contents=[
                Content(text=f"{words[i % 2][i // 2 % 2]} number {i}")
                for i in range(count)
            ],
            answers=[i % 2 for i in range(count)],
            ids=[f"{i:02}" for i in range(count)],
            authors=[i // 2 % people for i in range(count)],
        )
        with tempfile.TemporaryDirectory() as folder:
            return learn(examples, Path(folder), nothing).evaluation
