"""Ada with a project of pictures, and what every test asks of their files."""

from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import DiscardedFiles, Project, TrainingExample
from projects.tasks import delete_discarded_files
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_image_project


class PictureCase(SchoolTestCase):
    """Ada and a project with two labels; the worker that deletes files is at hand."""

    sent_as = ("picture", "cat.jpg", "image/jpeg")

    def setUp(self) -> None:
        give_own_storage(self)
        self.folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
        self.project = self.make_project()
        self.client.force_login(self.ada)
        self.telling = self.enterContext(patch.object(delete_discarded_files, "send"))

    def make_project(self) -> Project:
        return make_image_project(self.ada, red=1, blue=0)

    def send(self, data: bytes, project: Project | None = None, **more: object) -> dict:
        field, name, content_type = self.sent_as
        file = SimpleUploadedFile(name, data, content_type)
        with self.captureOnCommitCallbacks(execute=True):
            self.response = self.client.post(
                reverse("projects:examples", args=[(project or self.project).pk]),
                {"label": 2, field: file, **more},
            )
        return dict(self.response.json())

    def work(self) -> None:
        """Do what the worker was told to do."""
        for call in self.telling.call_args_list:
            delete_discarded_files(*call.args)

    def folders(self) -> set[str]:
        """Return the names of the folders that hold files of examples."""
        found = self.folder.glob("projects/*/examples/*/*")
        return {path.parent.name for path in found}

    def assertNothingIsLeft(self) -> None:
        """Check that every folder has a row, every row its files, nothing waits."""
        self.work()
        rows = TrainingExample.objects.exclude(file="")
        self.assertEqual(self.folders(), set(rows.values_list("file", flat=True)))
        self.assertFalse(DiscardedFiles.objects.exists())
