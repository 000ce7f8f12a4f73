import errno
import os
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage

from projects.models import DiscardedFiles
from projects.uploads import read_picture

from .picture_case import PictureCase
from .pictures import jpeg, photo

MEBIBYTE = 1024 * 1024


class ClassStorageTests(PictureCase):
    """Pictures and models of a class share one quota, and it holds to the byte."""

    def fill(self, left: int) -> None:
        """Let the first picture take all that the class may but for `left` bytes."""
        self.year_5.policy.storage_quota = 10
        self.year_5.policy.save()
        examples = self.project.examples.all()
        examples.update(stored_bytes=10 * MEBIBYTE - left)

    def size_of(self, data: bytes) -> int:
        return read_picture(data).size

    def test_one_that_fits_just_so(self) -> None:
        size = self.size_of(jpeg(photo()))

        self.fill(left=size)

        self.send(jpeg(photo()))
        self.assertEqual(self.response.status_code, 201)

    def test_a_byte_too_many(self) -> None:
        size = self.size_of(jpeg(photo()))
        self.fill(left=size - 1)

        answer = self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("all 10 MB of your class are in use", answer["detail"])
        self.assertNothingIsLeft()

    def test_models_count(self) -> None:
        size = self.size_of(jpeg(photo()))
        self.fill(left=size + 100)
        self.project.ml_models.create(stored_bytes=101)

        self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 409)

    def test_a_full_class_is_said_before_any_work(self) -> None:
        self.fill(left=0)

        with patch("projects.actions.uploads.prepare") as prepare:
            self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 409)
        prepare.assert_not_called()


class StorageFailsTests(PictureCase):
    """Whatever the storage does, no row points at files that are not there."""

    def failing_at(self, number: int, code: int) -> Any:
        """Let the storage fail at the file with this number, and later."""
        saving, names = default_storage.save, []

        def save(name: str, content: Any) -> str:
            names.append(name)
            if len(names) >= number:
                raise OSError(code, os.strerror(code))
            return str(saving(name, content))

        return patch.object(default_storage, "save", save)

    def test_it_fails_in_the_middle(self) -> None:
        for number in (1, 2, 3):
            with self.subTest(file=number):
                with self.failing_at(number, errno.EIO):
                    answer = self.send(jpeg(photo()))

                self.assertEqual(self.response.status_code, 503)
                self.assertIn("could not be stored right now", answer["detail"])
                self.assertEqual(self.project.examples.count(), 1)
                self.assertNothingIsLeft()

    def test_the_disk_is_full(self) -> None:
        with self.failing_at(2, errno.ENOSPC):
            answer = self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 507)
        self.assertIn("no room left on the server", answer["detail"])
        self.assertNothingIsLeft()

    def test_it_has_written_under_another_name(self) -> None:
        folder = f"{self.project.examples_prefix}{'0' * 32}/"
        (self.folder / folder).mkdir(parents=True)
        (self.folder / folder / "picture.jpg").write_bytes(b"of another")

        with patch("projects.actions.uploads.uuid4") as chance:
            chance.return_value.hex = "0" * 32
            self.send(jpeg(photo()), id=uuid4())

        self.assertEqual(self.response.status_code, 503)

    def test_it_took_so_long_that_the_files_were_given_up(self) -> None:
        def give_up(*_args: object) -> None:
            DiscardedFiles.objects.update(keep_until="2020-01-01T00:00Z")

        with patch("projects.actions.uploads.write_files", give_up):
            self.send(jpeg(photo()))

        self.assertEqual(self.response.status_code, 503)
        self.assertNothingIsLeft()
