import os
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from projects import actions
from projects.models import DiscardedFiles
from projects.tasks import delete_folder
from tests.projects.pictures import jpeg, photo
from tests.school import make_image_project

from .s3 import S3Case


class PicturesOnS3Tests(S3Case):
    """The life of a picture, where files are kept in a bucket."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_image_project(self.ada, red=0, blue=0)
        self.client.force_login(self.ada)

    def send(self) -> Any:
        picture = SimpleUploadedFile("cat.jpg", jpeg(photo()), "image/jpeg")
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(
                reverse("projects:examples", args=[self.project.pk]),
                {"label": 1, "picture": picture},
            )

    def folder(self, name: str) -> str:
        return f"site/projects/{self.project.pk}/examples/{name}"

    def test_it_is_stored_shown_and_deleted(self) -> None:
        answer = self.send()
        self.assertEqual(answer.status_code, 201)
        example = self.project.examples.get()
        names = self.project.kind.file_names
        wanted = {f"{self.folder(example.file)}/{name}" for name in names}
        self.assertEqual(self.keys(), wanted)

        for url in answer.json()["files"].values():
            response = self.client.get(url)
            self.assertEqual(response.status_code, 200)
            self.assertGreater(len(response.content), 500)

        actions.delete_examples(self.project, [example.pk], self.project.owner)
        self.work()
        self.assertEqual(self.keys(), wanted)
        DiscardedFiles.objects.update(keep_until=timezone.now())
        self.work()
        self.assertEqual(self.keys(), set())
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_a_project_goes_with_everything_in_it(self) -> None:
        self.send()
        default_storage.save("projects-of-others/x", ContentFile(b"x"))

        actions.delete_project(self.project, by=self.ada)
        self.work()

        self.assertEqual(self.keys(), {"site/projects-of-others/x"})
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_a_file_that_is_gone(self) -> None:
        urls = self.send().json()["files"].values()
        self.bucket.objects.delete()

        for url in urls:
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_one_that_goes_while_it_is_read(self) -> None:
        url = self.send().json()["files"]["picture"]

        with self.deleted_in_the_middle():
            self.assertEqual(self.client.get(url).status_code, 404)

    @contextmanager
    def deleted_in_the_middle(self) -> Any:
        """Let the bucket be emptied after it was asked whether there is such a file."""
        from storages.backends.s3 import S3File

        opening = S3File.open

        def open(file: S3File, *args: Any) -> S3File:
            self.bucket.objects.delete()
            return opening(file, *args)

        with patch.object(S3File, "open", open):
            yield

    def test_deleting_what_is_not_there_is_harmless(self) -> None:
        self.assertEqual(list(delete_folder(default_storage, "projects/none/")), [])
        actions.discard_files("projects/none/")
        self.work()
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_a_bucket_without_room(self) -> None:
        from botocore.exceptions import ClientError

        answer = {
            "Error": {"Code": "XMinioStorageFull"},
            "ResponseMetadata": {"HTTPStatusCode": 507},
        }
        full = ClientError(answer, "PutObject")
        with patch("storages.backends.s3.S3Storage._save", side_effect=full):
            self.assertEqual(self.send().status_code, 507)

    def test_more_than_a_page_of_files(self) -> None:
        for number in range(12):
            default_storage.save(f"many/{number}", ContentFile(b"x"))

        with patch.dict(os.environ, MOTO_S3_DEFAULT_MAX_KEYS="5"):
            deleted = list(delete_folder(default_storage, "many/"))

        self.assertEqual((len(deleted), self.keys()), (12, set()))
