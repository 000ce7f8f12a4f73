import logging
from datetime import timedelta
from unittest.mock import patch

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ResponseError

from classrooms.models import Policy, Student
from projects.models import DiscardedFiles, TrainingExample
from projects.tasks import delete_discarded_files
from tests.school import make_project
from training import erasing
from training.erasing import AfterErasing
from training.models import MLModel

from .erasing import ErasingTestCase


class AddedToOthersTests(ErasingTestCase):
    """What an erased student had added to somebody else's project."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_project(self.linus, cat=4, dog=4)
        self.before = self.make_model(timedelta(days=-1))
        self.example = TrainingExample.objects.create(
            project=self.project,
            label=self.project.labels.first(),
            author=self.ada,
            values={"1": 1.0},
        )

    def make_model(self, age: timedelta, **fields: object) -> MLModel:
        moment = timezone.now() + age
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            finished_at=moment,
            examples_read_at=moment,
            **fields,
        )

    def test_models_that_learnt_from_it_go_and_no_others(self) -> None:
        self.make_model(timedelta(seconds=1))
        self.make_model(timedelta(seconds=2), is_current=True)
        MLModel.objects.create(project=self.project)  # Perhaps it is reading now.

        receipt = self.erase_ada()

        self.assertEqual(MLModel.objects.get(), self.before)
        self.assertEqual(receipt.row_counts["training.MLModel"], 3)
        self.assertEqual(self.project.examples.count(), 8)
        self.train.assert_not_called()

    def test_pages_learn_that_the_examples_have_changed(self) -> None:
        self.erase_ada()

        self.project.refresh_from_db()
        self.before.refresh_from_db()
        self.assertTrue(self.before.is_outdated)

    def test_they_are_trained_again_if_that_was_wanted(self) -> None:
        self.make_model(timedelta(seconds=1), is_current=True)

        self.erase_ada(AfterErasing.TRAIN_AGAIN)

        again = MLModel.objects.get(status="queued")
        self.train.assert_called_once_with(str(again.pk))

    def test_they_are_not_where_too_little_is_left(self) -> None:
        self.make_model(timedelta(seconds=1), is_current=True)
        self.project.examples.exclude(pk=self.example.pk).delete()

        self.erase_ada(AfterErasing.TRAIN_AGAIN)

        self.assertEqual(MLModel.objects.get(), self.before)
        self.train.assert_not_called()

    def test_nor_where_the_class_has_no_room_for_it(self) -> None:
        self.make_model(timedelta(seconds=1), is_current=True)
        Policy.objects.update(storage_quota=0)

        with self.assertNoLogs("django.db", "ERROR"):
            self.erase_ada(AfterErasing.TRAIN_AGAIN)

        self.train.assert_not_called()

    def test_nor_where_nothing_was_in_use(self) -> None:
        self.make_model(timedelta(seconds=1))

        self.erase_ada(AfterErasing.TRAIN_AGAIN)

        self.train.assert_not_called()

    def test_undoing_a_deletion_does_not_bring_it_back(self) -> None:
        self.client.force_login(self.linus)
        delete = reverse("projects:delete-examples", args=[self.project.pk])
        ids = [str(pk) for pk in self.project.examples.values_list("pk", flat=True)]
        deleted = self.client.post(delete, {"ids": ids}, "application/json").json()
        self.erase_ada()

        url = reverse("projects:restore-examples", args=[self.project.pk])
        sent = {"examples": deleted["deleted"]}
        response = self.client.post(url, sent, "application/json")

        self.assertEqual(len(response.json()["examples"]), 8)
        self.assertFalse(TrainingExample.objects.filter(pk=self.example.pk).exists())


class ReceiptCountsTests(ErasingTestCase):
    def test_files_are_counted_as_they_go_and_once_only(self) -> None:
        projects = [make_project(self.ada, cat=1) for _ in range(2)]
        for number, project in enumerate(projects):
            for name in range(number + 1):
                path = f"{project.files_prefix}a/{name}.txt"
                default_storage.save(path, ContentFile(b"x"))
        receipt = self.erase_ada()
        first, second = DiscardedFiles.objects.order_by("pk")

        delete_discarded_files(first.pk)
        delete_discarded_files(first.pk)
        receipt.refresh_from_db()
        self.assertIsNone(receipt.files_gone_at)
        delete_discarded_files(second.pk)

        receipt.refresh_from_db()
        self.assertEqual(receipt.file_count, 3)
        self.assertIsNotNone(receipt.files_gone_at)

    def test_without_files_they_are_gone_at_once(self) -> None:
        self.assertIsNotNone(self.erase_ada().files_gone_at)

    def test_a_folder_that_is_not_empty_yet_is_left_for_the_next_time(self) -> None:
        make_project(self.ada, cat=1)
        receipt = self.erase_ada()
        discarded = DiscardedFiles.objects.get()

        busy = OSError(39, "Directory not empty")
        with (
            patch("projects.tasks.delete_folder", side_effect=busy),
            self.assertLogs("projects.tasks", "INFO") as logs,
        ):
            delete_discarded_files(discarded.pk)

        self.assertTrue(DiscardedFiles.objects.filter(pk=discarded.pk).exists())
        self.assertEqual(logs.records[0].levelno, logging.INFO)
        receipt.refresh_from_db()
        self.assertIsNone(receipt.files_gone_at)

    def test_without_redis_the_rows_wait_for_the_worker(self) -> None:
        make_project(self.ada, cat=1)
        make_project(self.ada, cat=1)
        self.send.side_effect = ConnectionError
        with self.assertLogs("projects.actions.projects", "WARNING") as logs:
            self.erase_ada()

        self.assertEqual(len(logs.records), 1)
        self.assertIsNone(logs.records[0].exc_info)
        self.assertEqual(DiscardedFiles.objects.count(), 2)

    def test_a_redis_that_refuses_does_not_keep_the_rest_from_being_done(self) -> None:
        make_project(self.ada, cat=1)

        with (
            patch.object(cache, "delete_many", side_effect=ResponseError("READONLY")),
            self.assertLogs("django.test", "ERROR"),
        ):
            self.erase_ada()

        self.send.assert_called_once()

    def test_redis_is_asked_once_for_all_to_forget(self) -> None:
        with (
            patch.object(cache, "delete_many") as delete,
            self.captureOnCommitCallbacks(execute=True),
        ):
            erasing.erase_classroom(self.year_5, self.rivera)

        delete.assert_called_once()

    def test_it_takes_as_many_queries_for_many_projects_as_for_one(self) -> None:
        counts = []
        for student, projects in ((self.ada, 1), (self.grace, 5)):
            for _ in range(projects):
                make_project(student, cat=1)
            with CaptureQueriesContext(connection) as queries:
                erasing.erase_students([student.student], self.rivera)
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])


class MovedTests(ErasingTestCase):
    def test_who_was_moved_to_another_class_meanwhile_stays(self) -> None:
        student = self.ada.student
        Student.objects.filter(pk=student.pk).update(classroom=self.year_6)

        with self.assertRaises(erasing.AlreadyErased):
            erasing.erase_students([student], self.rivera)
        self.assertTrue(Student.objects.filter(pk=student.pk).exists())
