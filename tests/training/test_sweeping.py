from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from projects import actions
from projects.actions import files
from projects.models import DiscardedFiles
from tests.own_storage import give_own_storage
from tests.school import make_image_project, make_project
from training.models import MLModel
from training.tasks import sweep_files

from .erasing import ErasingTestCase


class SweepTests(ErasingTestCase):
    """What a crash has left: files whose rows are gone."""

    def setUp(self) -> None:
        super().setUp()
        give_own_storage(self)
        self.project = make_project(self.ada, cat=1)

    def store(self, path: str) -> str:
        default_storage.save(path, ContentFile(b"x"))
        self.addCleanup(default_storage.delete, path)
        return path

    def make_model(self, **fields: object) -> str:
        ml_model = MLModel.objects.create(project=self.project, **fields)
        return self.store(f"{ml_model.folder}1/tree.json")

    def test_folders_without_a_row_go_and_no_others(self) -> None:
        lost = "projects/7e0b5c5e-6f9b-4c0a-8b7e-000000000001/models/x/1/tree.json"
        now = timezone.now()
        ready = {"status": "ready", "finished_at": now}
        gone = [
            self.store(lost),
            self.store(f"{self.project.files_prefix}models/{self.project.pk}/1/a.json"),
            self.make_model(**ready),  # Taken out of use.
            self.make_model(status="cancelled", finished_at=now),
        ]
        kept = [
            self.make_model(**ready, is_current=True),
            self.make_model(),
            self.store(f"{self.project.files_prefix}examples/1.txt"),
            self.store("projects/readme.txt"),
            self.store("projects/not-an-id/a.txt"),
        ]

        sweep_files()
        sweep_files()

        self.assertEqual([p for p in gone if default_storage.exists(p)], [])
        self.assertEqual([p for p in kept if not default_storage.exists(p)], [])

    def test_folders_of_examples_go_that_nobody_waits_for(self) -> None:
        project = make_image_project(self.ada, cat=2)
        stored, deleted = project.examples.all()
        actions.delete_examples(project, [deleted.pk], project.owner)
        under_way, crashed = uuid4().hex, uuid4().hex
        files.note_upload(f"{project.examples_prefix}{under_way}/")
        kept = [
            f"{stored.files_prefix}picture.jpg",
            f"{deleted.files_prefix}picture.jpg",
            self.store(f"{project.examples_prefix}{under_way}/picture.jpg"),
        ]
        gone = self.store(f"{project.examples_prefix}{crashed}/picture.jpg")

        sweep_files()

        self.assertFalse(default_storage.exists(gone))
        self.assertEqual([p for p in kept if not default_storage.exists(p)], [])
        self.assertTrue(default_storage.exists(f"{stored.files_prefix}learning.jpg"))

    def test_what_waits_in_another_project_does_not_save_a_folder(self) -> None:
        project = make_image_project(self.ada, cat=1)
        name = uuid4().hex
        files.note_upload(f"{self.project.examples_prefix}{name}/")
        gone = self.store(f"{project.examples_prefix}{name}/picture.jpg")

        sweep_files()

        self.assertFalse(default_storage.exists(gone))

    def test_a_project_deleted_with_its_outbox_lost_is_swept(self) -> None:
        path = self.make_model()
        actions.delete_project(self.project, by=self.ada)
        DiscardedFiles.objects.all().delete()

        sweep_files()

        self.assertFalse(default_storage.exists(path))
