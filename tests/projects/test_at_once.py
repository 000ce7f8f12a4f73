from unittest.mock import patch
from uuid import uuid4

from django.db import OperationalError
from django.test import TransactionTestCase

from classrooms import actions as classroom_actions
from classrooms.models import User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.actions import NameTaken
from projects.kinds import Content
from projects.models import Project, ProjectKey
from tests.at_once import at_once
from tests.school import make_classroom, make_project, make_student
from training.actions import start_training
from training.models import MLModel

CHILDREN = 12


class AtOnceTests(TransactionTestCase):
    """Promises that hold when a whole class presses in the same moment."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.classroom = make_classroom("Year 5", rivera, "YEAR5555")
        self.ada = make_student("Ada", self.classroom)
        self.project = make_project(self.ada, cat=2, dog=2)
        self.label = self.project.live_labels()[0]

    def add(self, **more: object) -> object:
        project = Project.objects.get(pk=self.project.pk)
        new = actions.NewExample(self.label, Content({"1": 1.0, "2": None}), **more)
        return actions.add_examples(project, [new], self.ada)

    def test_exactly_as_many_examples_as_the_quota_allows(self) -> None:
        self.classroom.policy.row_quota = 4 + 5
        self.classroom.policy.save()

        results = at_once(lambda _: self.add(), CHILDREN)

        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        self.assertEqual(len(refused), CHILDREN - 5)
        self.assertEqual(self.project.examples.count(), 9)

    def test_the_same_example_sent_many_times_is_stored_once(self) -> None:
        pk = uuid4()

        results = at_once(lambda _: self.add(id=pk), CHILDREN)

        self.assertEqual([len(each) for each in results], [1] * CHILDREN)
        self.assertEqual(self.project.examples.count(), 5)

    def test_one_label_of_a_name(self) -> None:
        def add_label(number: int) -> object:
            project = Project.objects.get(pk=self.project.pk)
            return actions.add_label(project, "Bird" if number % 2 else "bird")

        results = at_once(add_label, CHILDREN)

        taken = [each for each in results if isinstance(each, NameTaken)]
        self.assertEqual(len(taken), CHILDREN - 1)
        self.assertEqual(self.project.live_labels().count(), 3)

    def test_exactly_as_many_projects_as_the_quota_allows(self) -> None:
        results = at_once(
            lambda n: actions.create_project(
                User.objects.get(pk=self.ada.pk), f"Project {n}", "numbers"
            ),
            CHILDREN,
        )

        made = [each for each in results if isinstance(each, Project)]
        self.assertEqual(len(made), 9)
        self.assertEqual(self.ada.projects.count(), 10)

    def test_exactly_as_many_students_as_the_class_has_room_for(self) -> None:
        self.classroom.policy.student_quota = 4
        self.classroom.policy.save()

        at_once(
            lambda n: classroom_actions.add_students(self.classroom, [f"Child {n}"]), 6
        )

        self.assertEqual(self.classroom.students.count(), 4)

    def test_one_training(self) -> None:
        with patch("training.actions.train_model.send") as send:
            results = at_once(lambda _: start_training(self.project), CHILDREN)

        self.assertEqual(len({each.pk for each in results}), 1)
        self.assertEqual(MLModel.objects.count(), 1)
        send.assert_called_once()

    def test_one_worker_claims_it(self) -> None:
        ml_model = MLModel.objects.create(project=self.project)

        results = at_once(lambda _: MLModel.objects.claim(ml_model.pk), CHILDREN)

        self.assertEqual(len([each for each in results if each is not None]), 1)

    def test_one_key(self) -> None:
        results = at_once(
            lambda _: ProjectKey.objects.of_member(self.project, self.ada).spell(),
            CHILDREN,
        )

        self.assertEqual(len(set(results)), 1)

    def test_deleting_the_project_while_examples_come_in(self) -> None:
        def act(number: int) -> object:
            if number == 3:
                project = Project.objects.get(pk=self.project.pk)
                return actions.delete_project(project, by=self.ada)
            return self.add()

        results = at_once(act, CHILDREN)

        self.assertFalse(Project.objects.exists())
        deadlocks = [each for each in results if isinstance(each, OperationalError)]
        self.assertEqual(deadlocks, [])

    def test_nobody_writes_back_what_they_read_before(self) -> None:
        field = self.project.live_fields().get(name="colour")
        stale = self.project.live_fields().get(name="colour")
        actions.change_field(field, choices=["red", "blue", "green"])
        green = actions.NewExample(self.label, Content({"2": "green"}))
        actions.add_examples(self.project, [green], self.ada)

        with self.assertRaises(NameTaken):
            actions.change_field(stale, choices=["red", "blue"])
        actions.change_field(field, name="coat")
        actions.change_field(stale, position=7)

        field.refresh_from_db()
        self.assertEqual((field.name, field.position), ("coat", 7))
        self.assertEqual(field.choices, ["red", "blue", "green"])

    def test_deleting_a_label_while_examples_come_in(self) -> None:
        def act(number: int) -> object:
            if number == 3:
                return actions.delete_label(self.label)
            return self.add()

        at_once(act, CHILDREN)

        self.assertFalse(self.project.examples.filter(label=self.label).exists())
