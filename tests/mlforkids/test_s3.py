import logging
import os
import tempfile
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch
from urllib.parse import quote

import boto3
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer

from mlforkids import addresses, network
from projects import actions
from projects.models import DiscardedFiles
from projects.tasks import delete_discarded_files, delete_folder
from projects.uploads import StorageIsDown
from tests.projects.pictures import jpeg, photo
from tests.school import SchoolTestCase, make_image_project
from training.learning import artefacts
from training.models import MLModel

BUCKET = "kids"
SECRET = "se/cr+et"
NOWHERE = "http://127.0.0.1:1"


class S3Case(SchoolTestCase):
    """A server that speaks as S3 does, on this computer, with an empty bucket."""

    server: ClassVar[ThreadedMotoServer]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        cls.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.endpoint = "http://{}:{}".format(*cls.server.get_host_and_port())

    def setUp(self) -> None:
        self.bucket = boto3.resource(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="key",
            aws_secret_access_key=SECRET,
        ).create_bucket(Bucket=BUCKET)
        self.addCleanup(self.bucket.objects.delete)
        self.use(self.endpoint)
        self.telling = self.enterContext(patch.object(delete_discarded_files, "send"))

    def use(self, endpoint: str) -> None:
        """Keep files there, as an operator would say it."""
        url = f"s3://key:{quote(SECRET, safe='')}@{BUCKET}/site?endpoint={endpoint}"
        kept = {**settings.STORAGES, "default": addresses.storage(url, Path("/none"))}
        self.enterContext(self.settings(STORAGES=kept))

    def keys(self) -> set[str]:
        return {each.key for each in self.bucket.objects.all()}

    def work(self) -> None:
        for discarded in DiscardedFiles.objects.all():
            delete_discarded_files(discarded.pk)


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

        actions.delete_examples(self.project, [example.pk])
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
