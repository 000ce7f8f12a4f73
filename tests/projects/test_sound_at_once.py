from django.db import IntegrityError
from django.test import TransactionTestCase

from projects import actions
from projects.kinds import BadExample
from projects.models import Label, Project, TrainingExample
from tests.at_once import at_once
from tests.school import make_sound_project

from .sounds import note, wav
from .uploads_at_once import UploadsAtOnce


class SoundsAtOnceTests(UploadsAtOnce, TransactionTestCase):
    """Promises that hold when a class records in the same moment."""

    uploads = 30
    room = 12
    quota_name = "sound_quota"

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=1, yes=0, no=0)

    def upload(self, seed: int) -> TrainingExample:
        project = Project.objects.get(pk=self.project.pk)
        label = project.live_labels().get(number=1 + seed % 3)
        sound = wav(note(440, seed, 0.3))
        return actions.add_upload(project, label, sound, project.owner)

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
