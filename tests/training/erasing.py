"""Erasing with the worker's part left to the test."""

from unittest.mock import patch

from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files
from tests.school import SchoolTestCase
from training import erasing
from training.erasing import AfterErasing


class ErasingTestCase(SchoolTestCase):
    def setUp(self) -> None:
        self.send = self.enterContext(
            patch("projects.tasks.delete_discarded_files.send")
        )
        self.train = self.enterContext(patch("training.actions.train_model.send"))

    def erase_ada(self, models: AfterErasing = AfterErasing.DELETE):
        with self.captureOnCommitCallbacks(execute=True):
            return erasing.erase_students([self.ada.student], self.rivera, models)

    def delete_files(self) -> None:
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)
