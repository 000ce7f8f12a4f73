from collections.abc import Callable
from threading import Event
from typing import Any
from unittest.mock import patch

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import TransactionTestCase

from classrooms.actions.moving import move_students
from classrooms.actions.teachers import remove_teacher
from classrooms.models import Classroom, Role, Student, Teaching, User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.actions.locks import lock
from projects.kinds import BadExample
from projects.models import Moderation, Project
from tests.at_once import at_once, wait_until_another_waits
from tests.own_cache import give_own_cache
from tests.own_storage import give_own_storage
from tests.projects.pictures import jpeg, small
from tests.school import make_classroom, make_image_project, make_student
from training import erasing, results
from training.actions import cancel_training, start_training
from training.learning.examples import read_examples
from training.learning.lesson import Lesson, NothingToLearn
from training.models import MLModel
from training.readiness import NotReadyToTrain

from .test_erase_at_once import EVALUATION

CHILDREN = 4
TURNS = 6
SECONDS_TO_HOLD = 10
# What somebody is told in words who comes too late.
FORESEEN = (
    ObjectDoesNotExist,
    BadExample,
    IntegrityError,  # Its author has just been erased: 409.
    QuotaExceeded,
    NotReadyToTrain,
    NothingToLearn,
    actions.CannotBeShared,
    actions.CollectingIsClosed,
    actions.NameTaken,
    actions.NotYours,
)


class ClassRacesTests(TransactionTestCase):
    """All that can happen to a project of a class, in the same seconds."""

    def setUp(self) -> None:
        give_own_cache(self)
        give_own_storage(self)
        for actor in (
            "projects.tasks.delete_discarded_files",
            "training.actions.train_model",
        ):
            self.enterContext(patch(f"{actor}.send"))
        self.rivera = User.objects.create_user("rivera@school.example")
        self.okoro = User.objects.create_user("okoro@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.year_6 = make_classroom("Year 6", self.rivera, "YEAR6666")
        self.children = [make_student(f"c{n}", self.year_5) for n in range(CHILDREN)]
        self.project = make_image_project(self.rivera, happy=2, sad=2)
        Project.objects.update(classroom=self.year_5)

    def fresh(self) -> Project:
        return Project.objects.get(pk=self.project.pk)

    def add(self, turn: int, child: User) -> None:
        project = self.fresh()
        label = project.live_labels()[turn % 2]
        seed = self.children.index(child) * TURNS + turn
        actions.add_upload(project, label, jpeg(small(seed)), child)

    def tidy_up(self, turn: int, child: User) -> None:
        mine = [each.pk for each in self.project.examples.filter(author=child)]
        if turn % 2:
            actions.delete_examples(self.fresh(), mine[:1], child)
        else:
            label = self.fresh().live_labels()[0]
            actions.move_examples(self.fresh(), mine[:1], label, child)

    def share(self, turn: int) -> None:
        if turn % 2:
            actions.share_project(self.fresh(), self.year_5, self.rivera)
        else:
            actions.unshare_project(self.fresh())

    def decide(self, turn: int) -> None:
        decided = {"needs_approval": turn % 2 == 0, "student_quota": 3 + turn}
        actions.change_class_project(self.fresh(), decided)

    def moderate(self, turn: int) -> None:
        ids = list(self.project.examples.values_list("pk", flat=True))
        state = [Moderation.SHOWN, Moderation.HIDDEN][turn % 2]
        actions.moderate_examples(self.fresh(), ids, state, self.rivera)

    def move(self, turn: int) -> None:
        goal = [self.year_6, self.year_5][turn % 2]
        moving = Student.objects.select_related("classroom").filter(
            user=self.children[1]
        )
        move_students(list(moving), Classroom.objects.get(pk=goal.pk))

    def train(self, turn: int) -> None:
        start_training(self.fresh())
        model = MLModel.objects.unfinished().get(project=self.project)
        claimed = MLModel.objects.claim(model.pk)
        if claimed is not None:
            read_examples(claimed)
            results.keep(claimed, Lesson(["model.json"], dict(EVALUATION), [1, 0]))

    def propose(self, turn: int) -> None:
        proposal = actions.propose_label(
            self.fresh(), f"Label {turn}", self.children[2]
        )
        actions.accept_proposal(proposal)

    def erase(self, turn: int) -> None:
        if turn == TURNS - 1:
            erasing.erase_students([self.children[0].student], self.rivera)

    def change_help(self, turn: int) -> None:
        if turn % 2:
            remove_teacher(self.year_5, self.okoro)
        else:
            Teaching.objects.get_or_create(
                classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
            )
        cancel_training(self.fresh())

    def test_a_label_comes_while_somebody_of_the_class_is_erased(self) -> None:
        is_held = Event()

        def act(number: int) -> Any:
            if number:
                is_held.wait(SECONDS_TO_HOLD)
                erasing.erase_students([self.children[0].student], self.rivera)
                return None
            with transaction.atomic():
                lock(self.fresh())
                is_held.set()
                wait_until_another_waits()
                # The commit, too, looks whether the class is there.
                actions.add_label(self.fresh(), "angry")
            return None

        self.assertEqual(at_once(act, 2), [None, None])

        self.assertEqual(self.project.live_labels().count(), 3)

    def test_nobody_waits_for_ever_or_meets_what_is_not_foreseen(self) -> None:
        verbs: list[Callable[[int], Any]] = [
            lambda turn: self.add(turn, self.children[0]),
            lambda turn: self.add(turn, self.children[1]),
            lambda turn: self.tidy_up(turn, self.children[1]),
            lambda turn: self.add(turn, self.children[3]),
            self.share,
            self.decide,
            self.moderate,
            self.move,
            self.train,
            self.propose,
            self.erase,
            self.change_help,
        ]

        def act(number: int) -> list[Exception]:
            return [
                problem
                for turn in range(TURNS)
                if (problem := outcome(verbs[number], turn)) is not None
            ]

        came = at_once(act, len(verbs))

        self.assertEqual(came, [[]] * len(verbs))
        self.assertFalse(User.objects.filter(pk=self.children[0].pk).exists())
        self.assertTrue(self.project.examples.exists())


def outcome(verb: Callable[[int], Any], turn: int) -> Exception | None:
    """Return what `verb` met that nobody foresees, as a deadlock."""
    try:
        verb(turn)
    except FORESEEN:
        return None
    except Exception as error:
        return error
    return None
