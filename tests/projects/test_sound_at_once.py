from collections import Counter
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db import IntegrityError
from django.test import TransactionTestCase

from classrooms.models import User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.actions import AlreadyThere
from projects.kinds import BadExample
from projects.models import DiscardedFiles, Label, Project, TrainingExample
from projects.tasks import delete_discarded_files
from tests.at_once import at_once
from tests.own_storage import give_own_storage
from tests.school import make_classroom, make_sound_project, make_student

from .sounds import note, wav

UPLOADS = 30
ROOM = 12  # recordings that still fit


class SoundsAtOnceTests(TransactionTestCase):
    """Promises that hold when a class records in the same moment."""

    def setUp(self) -> None:
        give_own_storage(self)
        self.folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
        self.telling = self.enterContext(patch.object(delete_discarded_files, "send"))
        rivera = User.objects.create_user("rivera@school.example")
        self.classroom = make_classroom("Year 5", rivera, "YEAR5555")
        self.ada = make_student("Ada", self.classroom)
        self.project = make_sound_project(self.ada, background=1, yes=0, no=0)

    def upload(self, seed: int) -> TrainingExample:
        project = Project.objects.get(pk=self.project.pk)
        label = project.live_labels().get(number=1 + seed % 3)
        sound = wav(note(440, seed, 0.3))
        return actions.add_upload(project, label, sound, project.owner)

    def assertNothingIsLeft(self) -> None:
        for call in self.telling.call_args_list:
            delete_discarded_files(*call.args)
        rows = TrainingExample.objects.exclude(file="")
        files = self.folder.glob("projects/*/examples/*/*")
        folders = Counter(path.parent.name for path in files)
        self.assertEqual(folders, dict.fromkeys(rows.values_list("file", flat=True), 3))
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_thirty_at_once_fill_it_exactly(self) -> None:
        self.classroom.policy.sound_quota = 1 + ROOM
        self.classroom.policy.save()

        results = at_once(self.upload, UPLOADS)

        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        stored = [each for each in results if isinstance(each, TrainingExample)]
        self.assertEqual((len(stored), len(refused)), (ROOM, UPLOADS - ROOM), results)
        self.assertIn(f"has room for {1 + ROOM} examples", str(refused[0]))
        self.assertEqual(self.project.examples.count(), 1 + ROOM)
        self.assertNothingIsLeft()

    def test_thirty_that_all_fit_are_all_there(self) -> None:
        results = at_once(self.upload, UPLOADS)

        self.assertTrue(all(isinstance(e, TrainingExample) for e in results), results)
        self.assertEqual(self.project.examples.count(), 1 + UPLOADS)
        self.assertNothingIsLeft()

    def test_the_same_recording_thirty_times_is_stored_once(self) -> None:
        results = at_once(lambda _: self.upload(1), UPLOADS)

        twins = [each for each in results if isinstance(each, AlreadyThere)]
        self.assertEqual(len(twins), UPLOADS - 1, results)
        self.assertNothingIsLeft()

    def test_many_projects_have_one_background_label_each(self) -> None:
        made = at_once(
            lambda n: actions.create_project(self.ada, f"Words {n}", "sounds"), 8
        )

        projects = [each for each in made if isinstance(each, Project)]
        self.assertGreater(len(projects), 1, made)
        for project in projects:
            self.assertEqual(project.labels.filter(is_background=True).count(), 1)

    def test_nobody_is_fast_enough_to_delete_the_background_label(self) -> None:
        results = at_once(
            lambda _: actions.delete_label(self.project.labels.get(number=1)), 8
        )

        self.assertEqual({type(each) for each in results}, {BadExample})
        label = Label.objects.get(project=self.project, number=1)
        with self.assertRaises(IntegrityError):
            Label.objects.create(
                project=self.project, number=9, name="x", is_background=True
            )
        self.assertIsNone(label.deleted_at)
