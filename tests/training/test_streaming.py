from threading import Event
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import transaction
from django.test import TransactionTestCase

from classrooms.models import User
from projects.actions import NewExample, add_examples, delete_examples
from projects.kinds import Content
from projects.models import Project
from tests.at_once import at_once, wait_until_another_waits
from tests.projects.class_case import put
from tests.school import make_classroom, make_student, make_text_project
from training.learning.examples import Examples, read_examples
from training.models import LearntFrom, MLModel, Status
from training.reports import Changes, changes_since

STUDENTS, EACH, READS = 10, 8, 5


class StreamingTests(TransactionTestCase):
    """The teacher trains while students add, and take back what they added."""

    def setUp(self) -> None:
        self.enterContext(patch("projects.live.announce"))
        rivera = User.objects.create_user("rivera@school.example")
        year_5 = make_classroom("Year 5", rivera, "YEAR5555")
        self.students = [make_student(f"s{i}", year_5) for i in range(STUDENTS)]
        self.project = make_text_project(rivera, happy=[], sad=[])
        Project.objects.update(classroom=year_5)
        self.labels = list(self.project.live_labels())
        for label in self.labels:
            put(label, rivera, *(f"{label} {number}" for number in range(5)))

    def add(self, student: User, text: str) -> UUID:
        project = Project.objects.get(pk=self.project.pk)
        new = NewExample(self.labels[len(text) % 2], Content(text=text))
        add_examples(project, [new], student)
        return new.id

    def press_train(self) -> MLModel:
        project = Project.objects.get(pk=self.project.pk)
        return MLModel.objects.create(project=project, status=Status.TRAINING)

    def read(self, pressed: MLModel | None = None) -> tuple[MLModel, Examples]:
        """Read as a training does; the model is done at once."""
        ml_model = pressed or self.press_train()
        read = read_examples(ml_model)
        ml_model.cancel()
        return ml_model, read

    def noted(self, ml_model: MLModel) -> list[str]:
        found = LearntFrom.objects.get(ml_model=ml_model)
        return [str(each) for each in found.example_ids]

    def changes(self, ml_model: MLModel) -> Changes:
        fresh = MLModel.objects.select_related("project").get(pk=ml_model.pk)
        changes = changes_since(fresh)
        assert changes is not None
        return changes

    def test_each_training_says_exactly_which_it_has_read(self) -> None:
        def act(number: int) -> Any:
            if number == STUDENTS:
                return [self.read() for _ in range(READS)]
            student = self.students[number]
            for count in range(EACH):
                pk = self.add(student, f"{number} says {count}" + "!" * (count % 2))
                if count % 4 == 3:
                    project = Project.objects.get(pk=self.project.pk)
                    delete_examples(project, [pk], student)
            return None

        *others, readings = at_once(act, STUDENTS + 1)

        self.assertEqual(others, [None] * STUDENTS)
        now = set(self.project.examples.values_list("pk", flat=True))
        self.assertEqual(len(now), 10 + STUDENTS * EACH * 3 // 4)
        for ml_model, read in readings:
            self.assertEqual(self.noted(ml_model), read.ids)
            self.assertEqual(len(set(read.ids)), ml_model.example_count)
            changes = self.changes(ml_model)
            self.assertEqual(set(changes.removed), {UUID(i) for i in read.ids} - now)
            self.assertEqual(set(changes.added), now - {UUID(i) for i in read.ids})
        last, _ = self.read()
        self.assertEqual(
            self.changes(last).count(), {"added": 0, "removed": 0, "changed": 0}
        )

    def test_one_that_comes_in_the_same_moment_is_read(self) -> None:
        def act(number: int) -> Any:
            if number:
                begun.wait(timeout=30)
                return self.read(pressed)
            with transaction.atomic():
                pk = self.add(self.students[0], "just in time")
                begun.set()
                wait_until_another_waits()
            return pk

        # Long before: a new model would wait for whoever adds to its project.
        begun, pressed = Event(), self.press_train()
        pk, (ml_model, read) = at_once(act, 2)

        self.assertIn(str(pk), read.ids)
        self.assertEqual(self.changes(ml_model).added, [])

    def test_one_that_comes_a_moment_later_counts_as_added(self) -> None:
        def act(number: int) -> Any:
            if number:
                begun.wait(timeout=30)
                return self.add(self.students[0], "too late")
            with transaction.atomic():
                reading = self.read()
                begun.set()
                wait_until_another_waits()
            return reading

        begun = Event()
        (ml_model, read), pk = at_once(act, 2)

        self.assertNotIn(str(pk), read.ids)
        self.assertEqual(self.changes(ml_model).added, [pk])
