from unittest.mock import patch

from django.test import TestCase, TransactionTestCase
from django.urls import reverse

from classrooms.actions import open_guest_classroom
from classrooms.models import SiteSettings, User
from projects.models import DiscardedFiles, Project, ProjectKey
from tests.at_once import at_once
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase, make_classroom, make_project, make_student
from training import results
from training.actions import start_training
from training.learning.lesson import Lesson
from training.models import MLModel
from training.room import MEBIBYTE, NoRoomForModels

EVALUATION = {
    "method": "too-few",
    "accuracy": None,
    "baseline": None,
    "example_count": 4,
}


def lesson_of(stored_bytes: int) -> Lesson:
    return Lesson(["model.json"], dict(EVALUATION), [0, 1], stored_bytes)


def train(project: Project, stored_bytes: int) -> MLModel:
    """Train a model whose files take so much, as the worker does."""
    queued = MLModel.objects.create(project=project)
    ml_model = MLModel.objects.claim(queued.pk)
    results.keep(ml_model, lesson_of(stored_bytes))
    ml_model.refresh_from_db()
    return ml_model


class RoomTests(SchoolTestCase):
    """The storage of a class: what its models may take together."""

    def setUp(self) -> None:
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        self.enterContext(patch("training.actions.train_model.send"))
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        self.pets = make_project(self.ada, cat=2, dog=2)
        self.cars = make_project(self.grace, fast=2, slow=2)

    def stored_bytes(self) -> int:
        return sum(MLModel.objects.values_list("stored_bytes", flat=True))

    def test_models_of_the_class_are_added_up_to_the_last_byte(self) -> None:
        self.assertEqual(train(self.pets, MEBIBYTE - 5).status, "ready")

        one_too_many = train(self.cars, 6)
        just_enough = train(self.cars, 5)

        self.assertEqual(one_too_many.status, "failed")
        self.assertEqual(one_too_many.problem, "no-room")
        self.assertEqual(just_enough.status, "ready")
        self.assertEqual(self.stored_bytes(), MEBIBYTE)

    def test_what_did_not_fit_leaves_no_files(self) -> None:
        refused = train(self.pets, MEBIBYTE + 1)

        prefixes = DiscardedFiles.objects.values_list("prefix", flat=True)
        self.assertEqual(list(prefixes), [refused.files_prefix])
        self.assertEqual(self.stored_bytes(), 0)

    def test_a_new_model_takes_the_place_of_the_former(self) -> None:
        former = train(self.pets, MEBIBYTE)

        newer = train(self.pets, MEBIBYTE)

        former.refresh_from_db()
        self.assertEqual((former.stored_bytes, newer.stored_bytes), (0, MEBIBYTE))
        start_training(self.pets)

    def test_when_it_is_full_training_does_not_begin_and_says_why(self) -> None:
        train(self.pets, MEBIBYTE)
        self.client.force_login(self.grace)

        answer = self.client.post(reverse("training:model", args=[self.cars.pk]))

        self.assertEqual(answer.status_code, 409)
        self.assertIn("all 1 MB are in use", answer.json()["detail"])
        self.assertFalse(MLModel.objects.of(self.cars).exists())

    def test_programs_are_told_too(self) -> None:
        train(self.pets, MEBIBYTE)
        key = ProjectKey.objects.of_member(self.cars, self.grace).spell()

        answer = self.client.post(reverse("training:scratch-models", args=[key]))

        self.assertEqual(answer.status_code, 409)
        self.assertIn("no room", answer.json()["error"])

    def test_other_classes_are_not_counted(self) -> None:
        train(make_project(self.linus, cat=2, dog=2), 10 * MEBIBYTE)

        self.assertEqual(train(self.pets, MEBIBYTE).status, "ready")

    def test_the_student_reads_why_there_is_no_model(self) -> None:
        train(self.pets, MEBIBYTE + 1)
        self.client.force_login(self.ada)

        answer = self.client.get(reverse("training:model", args=[self.pets.pk])).json()

        self.assertIn("no room left for this model", answer["problem"])

    def test_a_teacher_s_own_models_stay_under_the_defaults(self) -> None:
        SiteSettings.objects.create(pk=1, storage_ceiling=1)
        own = make_project(self.rivera, cat=2, dog=2)
        train(own, MEBIBYTE)
        another = make_project(self.rivera, cat=2, dog=2)

        with self.assertRaises(NoRoomForModels):
            start_training(another)


class RoomOfGuestsTests(TestCase):
    def test_a_guest_has_little(self) -> None:
        give_own_cache(self)
        self.enterContext(patch("projects.tasks.delete_discarded_files.send"))
        _classroom, guest = open_guest_classroom()
        project = make_project(guest.user, cat=2, dog=2)

        self.assertEqual(train(project, 100 * MEBIBYTE).status, "ready")
        self.assertEqual(train(project, 100 * MEBIBYTE + 1).problem, "no-room")


class RoomAtOnceTests(TransactionTestCase):
    def test_exactly_as_many_models_as_fit(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        classroom = make_classroom("Year 5", rivera, "YEAR5555")
        classroom.policy.storage_quota = 1
        classroom.policy.save()
        for name in ("Ada", "Grace", "Katherine", "Linus", "Alan", "Edsger"):
            make_project(make_student(name, classroom), cat=2, dog=2)
        projects = list(Project.objects.all())

        with patch("projects.tasks.delete_discarded_files.send"):
            at_once(lambda n: train(projects[n], MEBIBYTE // 4), len(projects))

        self.assertEqual(MLModel.objects.ready().count(), 4)
        self.assertEqual(MLModel.objects.filter(problem="no-room").count(), 2)
