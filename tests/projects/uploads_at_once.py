"""Promises that hold when many files come in at once: for tests to take up."""

from collections import Counter
from pathlib import Path
from unittest.mock import patch

from django.conf import settings

from classrooms.models import User
from classrooms.quotas import QuotaExceeded
from projects.actions import AlreadyThere
from projects.models import DiscardedFiles, Project, TrainingExample
from projects.tasks import delete_discarded_files
from tests.at_once import at_once
from tests.own_storage import give_own_storage
from tests.school import make_classroom, make_student


class UploadsAtOnce:
    """Ada has a project with one example; the worker that deletes files is at hand."""

    uploads: int
    room: int  # for as many files of these
    quota_name: str

    def setUp(self) -> None:
        give_own_storage(self)
        self.folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
        self.telling = self.enterContext(patch.object(delete_discarded_files, "send"))
        rivera = User.objects.create_user("rivera@school.example")
        self.classroom = make_classroom("Year 5", rivera, "YEAR5555")
        self.ada = make_student("Ada", self.classroom)
        self.project = self.make_project()

    def make_project(self) -> Project:
        raise NotImplementedError

    def upload(self, seed: int) -> TrainingExample:
        """Store a file on a connection of its own, another for each seed."""
        raise NotImplementedError

    def assertNothingIsLeft(self) -> None:
        for call in self.telling.call_args_list:
            delete_discarded_files(*call.args)
        rows = TrainingExample.objects.exclude(file="")
        files = self.folder.glob("projects/*/examples/*/*")
        folders = Counter(path.parent.name for path in files)
        self.assertEqual(folders, dict.fromkeys(rows.values_list("file", flat=True), 3))
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_exactly_as_many_as_the_quota_allows(self) -> None:
        setattr(self.classroom.policy, self.quota_name, 1 + self.room)
        self.classroom.policy.save()

        results = at_once(self.upload, self.uploads)

        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        stored = [each for each in results if isinstance(each, TrainingExample)]
        expected = (self.room, self.uploads - self.room)
        self.assertEqual((len(stored), len(refused)), expected, results)
        self.assertIn(f"has room for {1 + self.room} examples", str(refused[0]))
        self.assertEqual(self.project.examples.count(), 1 + self.room)
        self.assertNothingIsLeft()

    def test_all_that_fit_are_all_there(self) -> None:
        results = at_once(self.upload, self.uploads)

        self.assertTrue(all(isinstance(e, TrainingExample) for e in results), results)
        self.assertEqual(self.project.examples.count(), 1 + self.uploads)
        self.assertNothingIsLeft()

    def test_the_same_one_many_times_is_stored_once(self) -> None:
        results = at_once(lambda _: self.upload(1), self.uploads)

        twins = [each for each in results if isinstance(each, AlreadyThere)]
        self.assertEqual(len(twins), self.uploads - 1, results)
        self.assertNothingIsLeft()
