import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from botocore.exceptions import EndpointConnectionError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mlforkids import addresses, network
from projects import actions
from projects.models import DiscardedFiles
from projects.uploads import StorageIsDown
from tests.projects.pictures import jpeg, photo
from tests.school import make_image_project
from tests.training.lessons import Browser, give_base, make_pictures
from training.learning import artefacts
from training.models import MLModel
from training.tasks import sweep_files

from .s3 import NOWHERE, S3Case


class S3IsAwayTests(S3Case):
    """A bucket that cannot be reached, or does not answer, holds nobody up for long."""

    def setUp(self) -> None:
        super().setUp()
        self.project = make_image_project(self.ada, red=1, blue=0)
        self.example = self.project.examples.get()
        self.client.force_login(self.ada)

    def send(self) -> Any:
        picture = SimpleUploadedFile("cat.jpg", jpeg(photo()), "image/jpeg")
        url = reverse("projects:examples", args=[self.project.pk])
        return self.client.post(url, {"label": 1, "picture": picture})

    def assertSoon(self, seconds: float) -> None:
        self.assertLess(time.perf_counter() - self.started, seconds)

    def look(self) -> Any:
        arguments = [self.project.pk, self.example.pk, "picture.jpg"]
        return self.client.get(reverse("projects:example-file", args=arguments))

    def test_nothing_listens_there(self) -> None:
        self.use(NOWHERE)
        self.started = time.perf_counter()

        sent, seen = self.send(), self.look()

        self.assertEqual((sent.status_code, seen.status_code), (503, 503))
        self.assertIn("could not be stored right now", sent.json()["detail"])
        self.assertEqual(self.project.examples.count(), 1)
        self.assertSoon(10)
        self.assertEqual(DiscardedFiles.objects.count(), 1)

    def test_it_takes_the_call_and_says_nothing(self) -> None:
        with (
            network.listen("127.0.0.1", 0) as silent,
            patch.object(addresses, "S3_SECONDS_TO_ANSWER", 0.2),
        ):
            self.use(f"http://127.0.0.1:{silent.getsockname()[1]}")
            self.started = time.perf_counter()

            sent, seen = self.send(), self.look()

        self.assertEqual((sent.status_code, seen.status_code), (503, 503))
        self.assertSoon(10)

    def test_the_longest_anybody_waits(self) -> None:
        options = addresses.storage("s3://kids", Path("/none"))["OPTIONS"]
        limits = options["client_config"]

        longest = limits.retries["total_max_attempts"] * (
            limits.connect_timeout + limits.read_timeout
        )
        self.assertLessEqual(longest, 30)

    def test_what_was_to_be_deleted_waits_until_it_is_back(self) -> None:
        actions.discard_files(self.project.files_prefix)
        self.use(NOWHERE)
        self.work()
        self.assertEqual(DiscardedFiles.objects.count(), 1)

        self.use(self.endpoint)
        self.assertEqual(len(self.keys()), 3)
        self.work()

        self.assertEqual(self.keys(), set())
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_a_key_that_is_not_valid_any_more(self) -> None:
        from botocore.exceptions import ClientError

        answer = {
            "Error": {"Code": "InvalidAccessKeyId"},
            "ResponseMetadata": {"HTTPStatusCode": 403},
        }
        refused = ClientError(answer, "PutObject")
        with (
            patch("storages.backends.s3.S3Storage._save", side_effect=refused),
            patch("storages.backends.s3.S3Storage._open", side_effect=refused),
        ):
            self.assertEqual(self.send().status_code, 503)
            self.assertEqual(self.look().status_code, 503)


class LessonOnS3Tests(S3Case):
    """A browser has learnt, and its result comes while the bucket is away."""

    def test_it_may_bring_it_again(self) -> None:
        give_base(self)
        self.client.force_login(self.ada)
        browser = Browser(self.client, make_pictures(self.ada, cat=5, dog=5))
        browser.start()

        self.use(NOWHERE)
        self.assertEqual(browser.bring(measured=[]).status_code, 503)

        self.use(self.endpoint)
        self.assertEqual(browser.bring(measured=[]).status_code, 400)
        self.assertEqual(browser.bring().status_code, 200)


class SweepOnS3Tests(S3Case):
    def test_one_folder_that_stays_does_not_save_the_others(self) -> None:
        for number in range(1, 4):
            project_id = f"7e0b5c5e-6f9b-4c0a-8b7e-00000000000{number}"
            path = f"projects/{project_id}/picture.jpg"
            default_storage.save(path, ContentFile(b"x"))
        delete = default_storage.delete
        failing = iter([EndpointConnectionError(endpoint_url=self.endpoint)])

        def fail_once(name: str) -> None:
            for error in failing:
                raise error
            delete(name)

        with patch.object(default_storage, "delete", fail_once):
            sweep_files()
        self.assertEqual(len(self.keys()), 1)
        sweep_files()
        self.assertEqual(self.keys(), set())


class ModelsOnS3Tests(S3Case):
    """The files of a model in a bucket."""

    def setUp(self) -> None:
        super().setUp()
        project = make_image_project(self.ada, red=1, blue=1)
        self.bucket.objects.delete()
        self.ml_model = MLModel.objects.create(
            project=project,
            status="ready",
            is_current=True,
            finished_at=timezone.now(),
            schema={"labels": [], "fields": []},
            file_names=["tree.json"],
        )
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "tree.json").write_bytes(b"0123456789" * 300_000)
        artefacts.store(self.ml_model, folder, ["tree.json"])
        self.client.force_login(self.ada)
        self.url = reverse("training:file", args=[self.ml_model.pk, "tree.json"])

    def test_it_is_read_whole_and_from_the_disk(self) -> None:
        response = self.client.get(self.url)

        self.assertEqual(response["Content-Length"], "3000000")
        self.assertEqual(b"".join(response), b"0123456789" * 300_000)
        content = artefacts.read(self.ml_model.files_prefix, "tree.json")
        self.assertEqual(len(content), 3_000_000)
        with artefacts.open_file(self.ml_model.files_prefix, "tree.json") as file:
            self.assertFalse(isinstance(file.file._file, BytesIO))

    def test_gone(self) -> None:
        self.bucket.objects.delete()

        self.assertEqual(self.client.get(self.url).status_code, 404)
        with self.assertRaises(artefacts.ArtefactIsGone):
            artefacts.read(self.ml_model.files_prefix, "tree.json")

    def test_away(self) -> None:
        self.use(NOWHERE)

        self.assertEqual(self.client.get(self.url).status_code, 503)
        with self.assertRaises(StorageIsDown):
            artefacts.read(self.ml_model.files_prefix, "tree.json")

    def test_deleted(self) -> None:
        actions.discard_files(self.ml_model.files_prefix)
        self.work()

        self.assertEqual(self.keys(), set())


class HealthOnS3Tests(S3Case):
    def test_it_asks_the_bucket(self) -> None:
        self.assertTrue(self.client.get("/readyz").json()["storage"])
        self.assertEqual(self.keys(), set())

        self.use(NOWHERE)
        self.assertFalse(self.client.get("/readyz").json()["storage"])
