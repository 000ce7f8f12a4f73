from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

from django.db import IntegrityError, OperationalError, connection
from django.test import TransactionTestCase

from classrooms import actions as classroom_actions
from classrooms.actions.classrooms import check_classroom_quota
from classrooms.models import Classroom, EraseReceipt, Role, Student, Teaching, User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.actions.sharing import share_project
from projects.kinds import Content
from projects.models import Label, Project, TrainingExample
from tests.at_once import at_once, wait_until_another_waits
from tests.school import make_classroom, make_project, make_student
from training import erasing, results
from training.actions import start_training
from training.learning.lesson import Lesson
from training.models import MLModel

CHILDREN = 12
EVALUATION = {
    "method": "held-back",
    "accuracy": 0.5,
    "baseline": 0.5,
    "example_count": 2,
}
GONE = (
    Project.DoesNotExist,
    Label.DoesNotExist,
    User.DoesNotExist,
    Classroom.DoesNotExist,
    QuotaExceeded,  # Before it was her turn.
    IntegrityError,  # The author has just been erased: 409.
)


class EraseAtOnceTests(TransactionTestCase):
    """Erasing, while a whole class goes on with its lesson."""

    def setUp(self) -> None:
        for actor in (
            "projects.tasks.delete_discarded_files",
            "training.actions.train_model",
        ):
            self.enterContext(patch(f"{actor}.send"))
        self.rivera = User.objects.create_user("rivera@school.example")
        self.okoro = User.objects.create_user("okoro@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        Teaching.objects.create(
            classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
        )
        self.ada = make_student("Ada", self.year_5)
        self.grace = make_student("Grace", self.year_5)
        self.project = make_project(self.ada, cat=3, dog=3)
        self.others = make_project(self.rivera, cat=3, dog=3)
        share_project(self.others, self.year_5, self.rivera)

    def meanwhile(
        self, erase: Callable[[], object], others: Callable[[int], object]
    ) -> list[Any]:
        """Erase among others who do something; return what came of theirs."""
        came = at_once(
            lambda number: erase() if number == 3 else others(number), CHILDREN
        )
        erased = came.pop(3)
        self.assertIsInstance(erased, EraseReceipt, repr(erased))
        self.check_calm(came)
        return came

    def check_calm(self, came: list[Any]) -> None:
        """See that nobody met a deadlock, or anything else that is not foreseen."""
        problems = [each for each in came if isinstance(each, Exception)]
        self.assertEqual([e for e in problems if isinstance(e, OperationalError)], [])
        self.assertEqual([e for e in problems if not isinstance(e, GONE)], [])

    def erase_ada(self) -> EraseReceipt:
        return erasing.erase_students([self.ada.student], self.rivera)

    def erase_class(self) -> EraseReceipt:
        return erasing.erase_classroom(self.year_5, self.rivera)

    def erase_rivera(self) -> EraseReceipt:
        return erasing.erase_account(self.rivera, self.rivera)

    def add(self, project: Project, author: User) -> object:
        now = Project.objects.get(pk=project.pk)
        label = now.live_labels()[0]
        return actions.add_examples(
            now, [actions.NewExample(label, Content({"1": 1.0}))], author
        )

    def check_nothing_of_ada(self) -> None:
        self.assertFalse(User.objects.filter(pk=self.ada.pk).exists())
        self.assertFalse(Project.objects.filter(pk=self.project.pk).exists())
        left = TrainingExample.objects.exclude(author=self.rivera)
        self.assertFalse(left.exists())

    def test_while_she_adds_examples(self) -> None:
        self.meanwhile(self.erase_ada, lambda _: self.add(self.project, self.ada))

        self.check_nothing_of_ada()

    def test_while_she_adds_examples_to_the_project_of_her_class(self) -> None:
        self.add(self.others, self.ada)

        self.meanwhile(self.erase_ada, lambda _: self.add(self.others, self.ada))

        self.check_nothing_of_ada()

    def test_while_she_makes_projects(self) -> None:
        self.meanwhile(
            self.erase_ada,
            lambda n: actions.create_project(
                User.objects.get(pk=self.ada.pk), f"Project {n}", "numbers"
            ),
        )

        self.check_nothing_of_ada()
        self.assertEqual(Project.objects.get(), self.others)

    def test_while_students_are_added(self) -> None:
        self.meanwhile(
            self.erase_class,
            lambda n: classroom_actions.add_students(
                Classroom.objects.get(pk=self.year_5.pk), [f"Child {n}"]
            ),
        )

        self.assertFalse(Student.objects.exists())
        self.assertFalse(Classroom.objects.exists())

    def test_while_trainings_are_started(self) -> None:
        self.meanwhile(
            self.erase_class,
            lambda _: start_training(Project.objects.get(pk=self.project.pk)),
        )

        self.assertFalse(MLModel.objects.exists())

    def test_while_a_model_is_kept(self) -> None:
        ml_model = MLModel.objects.create(project=self.project)
        claimed = MLModel.objects.claim(ml_model.pk)
        lesson = Lesson(["model.json"], dict(EVALUATION), [1, 0])

        def work(number: int) -> object:
            if number % 2:
                return claimed.note_progress("learning", 0.5)
            return results.keep(claimed, lesson)

        self.meanwhile(self.erase_ada, work)

        self.check_nothing_of_ada()
        self.assertFalse(MLModel.objects.exists())

    def test_while_a_teacher_works_on_her_own_projects(self) -> None:
        own = make_project(self.rivera, cat=3, dog=3)
        ml_model = MLModel.objects.create(project=own)
        claimed = MLModel.objects.claim(ml_model.pk)
        lesson = Lesson(["model.json"], dict(EVALUATION), [1, 0])

        def work(number: int) -> object:
            if number == 0:
                return results.keep(claimed, lesson)
            if number % 2:
                return self.add(own, self.rivera)
            return classroom_actions.open_classroom(
                User.objects.get(pk=self.rivera.pk), f"Class {number}"
            )

        self.meanwhile(self.erase_rivera, work)

        self.assertFalse(User.objects.filter(pk=self.rivera.pk).exists())
        self.assertFalse(Project.objects.exists())
        self.assertFalse(Classroom.objects.exists())
        self.assertFalse(MLModel.objects.exists())

    def test_two_teachers_erase_the_same_student(self) -> None:
        came = at_once(lambda _: self.erase_ada(), 2)

        self.assertEqual(
            sorted(type(each).__name__ for each in came),
            ["AlreadyErased", "EraseReceipt"],
        )
        self.assertEqual(EraseReceipt.objects.count(), 1)

    def test_the_class_its_students_and_its_teacher_at_once(self) -> None:
        verbs = [self.erase_ada, self.erase_class, self.erase_rivera]

        came = at_once(lambda number: verbs[number % 3](), 9)

        kinds = {type(each) for each in came}
        self.assertLessEqual(kinds, {EraseReceipt, erasing.AlreadyErased})
        self.assertFalse(User.objects.exclude(pk=self.okoro.pk).exists())

    def test_of_two_who_run_the_site_one_stays(self) -> None:
        User.objects.update(is_superuser=False)
        both = User.objects.filter(pk__in=[self.rivera.pk, self.okoro.pk])
        both.update(is_superuser=True)

        came = at_once(
            lambda n: erasing.erase_account([self.rivera, self.okoro][n], None), 2
        )

        self.assertEqual(
            sorted(type(each).__name__ for each in came),
            ["EraseReceipt", "LastSuperuser"],
        )
        self.assertEqual(User.objects.filter(is_superuser=True).count(), 1)

    def test_while_a_class_is_handed_over_to_one_who_runs_the_site(self) -> None:
        everybody = User.objects.filter(pk__in=[self.rivera.pk, self.okoro.pk])
        everybody.update(is_superuser=True)
        erasure: list[Future[object]] = []

        def erase_and_close() -> object:
            try:
                return self.erase_rivera()
            finally:
                connection.close()

        def erase_meanwhile(heir: User) -> None:
            erasure.append(threads.submit(erase_and_close))
            wait_until_another_waits()
            check_classroom_quota(heir)

        with (
            ThreadPoolExecutor(1) as threads,
            patch("classrooms.actions.teachers.check_classroom_quota", erase_meanwhile),
        ):
            classroom_actions.hand_over(self.year_5, self.rivera, self.okoro)
            self.assertIsInstance(erasure[0].result(), EraseReceipt)

        self.assertTrue(self.year_5.is_owned_by(self.okoro))
