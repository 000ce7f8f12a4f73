from collections.abc import Callable
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from projects import actions
from projects.models import DiscardedFiles, Label, Project
from projects.tasks import delete_discarded_files
from projects.uploads import write_files

from .picture_case import PictureCase
from .pictures import jpeg, photo


class MeanwhileTests(PictureCase):
    """What happens to a picture whose project, label or process goes away."""

    def during_the_upload(self, happening: Callable[[], object]) -> None:
        def write(*args: Any) -> None:
            happening()
            write_files(*args)

        self.enterContext(patch("projects.actions.uploads.write_files", write))

    def test_its_label_is_deleted(self) -> None:
        label = self.project.labels.get(number=2)
        self.during_the_upload(lambda: actions.delete_label(label))

        self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 404)
        self.assertNothingIsLeft()

    def test_its_project_is_deleted(self) -> None:
        def delete() -> None:
            actions.delete_project(self.project, by=self.ada)
            for discarded in DiscardedFiles.objects.filter(keep_until=None):
                delete_discarded_files(discarded.pk)

        project = Project.objects.get(pk=self.project.pk)
        self.during_the_upload(delete)

        self.send(jpeg(photo()), project=project)

        self.assertEqual(self.response.status_code, 404)
        self.assertNothingIsLeft()

    def test_it_was_sent_again_and_the_second_was_faster(self) -> None:
        pk, label = uuid4(), self.project.labels.get(number=2)
        again = jpeg(photo(seed=2))

        def send_again() -> None:
            with patch("projects.actions.uploads.write_files", write_files):
                actions.add_upload(self.project, label, again, self.ada, pk)

        self.during_the_upload(send_again)

        self.send(jpeg(photo()), id=pk)

        self.assertEqual(self.response.status_code, 201)
        self.assertEqual(self.project.examples.filter(pk=pk).count(), 1)
        self.assertNothingIsLeft()

    def test_the_process_dies_before_the_row(self) -> None:
        killed = patch("projects.actions.uploads.add_examples", side_effect=OSError)
        with killed, patch("projects.actions.uploads.throw_away"):
            self.assertRaises(OSError, self.upload)

        discarded = DiscardedFiles.objects.get()
        self.assertFalse(DiscardedFiles.objects.overdue().exists())
        delete_discarded_files(discarded.pk)
        self.assertEqual(len(self.folders()), 2)
        early = "2020-01-01T00:00Z"
        DiscardedFiles.objects.update(keep_until=early, discarded_at=early)
        for each in DiscardedFiles.objects.overdue():
            delete_discarded_files(each.pk)
        self.assertNothingIsLeft()

    def test_nobody_hears_that_the_row_was_written(self) -> None:
        """The connection breaks at the commit: the files have a row, and stay."""
        adding = actions.add_examples

        def add(*args: object, **more: object) -> None:
            adding(*args, **more)
            raise ConnectionError

        with patch("projects.actions.uploads.add_examples", add):
            self.assertRaises(ConnectionError, self.upload)

        self.assertEqual(self.project.examples.count(), 2)
        self.assertNothingIsLeft()

    def upload(self) -> None:
        label = Label.objects.get(project=self.project, number=2)
        actions.add_upload(self.project, label, jpeg(photo()), self.ada)
