"""Image projects for programs, to the byte: their pictures."""

import io
from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage
from PIL import Image

from projects import actions
from projects.models import DiscardedFiles, ProjectKey
from projects.uploads import StorageIsDown
from tests.projects.pictures import jpeg, photo
from tests.school import make_image_project
from tests.training.scratch import ImageScratchTestCase
from training.clients import throttles


class ImageListTests(ImageScratchTestCase):
    """GET /api/scratch/<key>/train, and the addresses that it names."""

    def test_it_lists_all_examples_with_addresses_that_open(self) -> None:
        response = self.client.get(self.url("train"))

        self.assertEqual(response["Cache-Control"], "max-age=120")
        rows = self.project.examples.order_by("created_at", "pk")
        self.assertEqual(
            response.json(),
            [
                {
                    "id": str(row.pk),
                    "imageurl": f"http://testserver/api/scratch/{self.key.spell()}"
                    f"/images/{row.pk}.jpg",
                    "label": row.label.name,
                }
                for row in rows
            ],
        )
        for listed, row in zip(response.json(), rows, strict=True):
            opened = self.client.get(listed["imageurl"])
            with default_storage.open(f"{row.files_prefix}picture.jpg") as file:
                self.assertEqual(opened.content, file.read())

    def test_a_proxy_lists_them_as_they_are_learnt_from(self) -> None:
        listed = self.client.get(self.url("train"), {"proxy": "true"}).json()

        for each in listed:
            self.assertTrue(each["imageurl"].endswith(f"images/224/{each['id']}.jpg"))
            opened = self.client.get(each["imageurl"])
            picture = Image.open(io.BytesIO(opened.content))
            self.assertEqual((picture.format, picture.size), ("JPEG", (224, 224)))

    def test_the_number_of_questions_does_not_grow(self) -> None:
        def ask() -> None:
            self.client.get(self.url("train"))

        with self.assertNumQueries(2):  # The key with its project, and the examples.
            ask()
        for number in range(5):
            label = self.project.live_labels()[0]
            actions.add_upload(
                self.project, label, jpeg(photo(seed=number + 9)), self.ada
            )
        with self.assertNumQueries(2):
            ask()

    def test_whoever_may_only_write_may_not_look(self) -> None:
        example = self.project.examples.first()
        self.key.can_classify = False
        self.key.save()

        for response in (
            self.client.get(self.url("train")),
            self.client.get(self.url("image", example.pk)),
        ):
            self.assert_refused(response, 403, "This key may not do that")


class ImageFileTests(ImageScratchTestCase):
    """GET /api/scratch/<key>/images/<id>.jpg"""

    def setUp(self) -> None:
        super().setUp()
        self.example = self.project.examples.first()
        self.address = self.url("image", self.example.pk)

    def test_it_answers_without_a_log_in_and_may_be_kept(self) -> None:
        response = self.client.get(self.address)

        self.assertEqual(response["Content-Type"], "image/jpeg")
        self.assertEqual(
            response["Cache-Control"], "private, max-age=31536000, immutable"
        )
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        again = self.client.get(
            self.address, headers={"If-None-Match": response["ETag"]}
        )
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_proxy_makes_it_small(self) -> None:
        whole = self.client.get(self.address)

        small = self.client.get(self.address, {"proxy": "true"})

        self.assertEqual(Image.open(io.BytesIO(small.content)).size, (224, 224))
        self.assertNotEqual(small["ETag"], whole["ETag"])
        self.assertEqual(
            small.content,
            self.client.get(self.url("small-image", self.example.pk)).content,
        )

    def test_a_revoked_key_opens_nothing_any_more(self) -> None:
        self.key.delete()

        self.assert_refused(self.client.get(self.address), 404, "Scratch key not found")

    def test_another_project_s_key_opens_nothing(self) -> None:
        project = make_image_project(self.linus, cat=1)
        key = ProjectKey.objects.of_member(project, self.linus)
        theirs = self.address.replace(self.key.spell(), key.spell())

        self.assert_refused(self.client.get(theirs), 404, "Image not found")

    def test_what_is_gone_is_not_found(self) -> None:
        for gone in (self.url("image", uuid4()), self.delete_files()):
            with self.subTest(gone[-20:]):
                self.assert_refused(self.client.get(gone), 404, "Image not found")

    def test_a_deleted_picture_is_gone_at_once(self) -> None:
        actions.delete_examples(self.project, [self.example.pk])

        self.assertTrue(DiscardedFiles.objects.exists())
        self.assert_refused(self.client.get(self.address), 404, "Image not found")

    def test_a_storage_that_fails_is_said_to_fail(self) -> None:
        with patch(
            "training.clients.example_files.read_file", side_effect=StorageIsDown
        ):
            response = self.client.get(self.address)

        self.assertEqual(response.status_code, 503)
        self.assertIn("Try again soon", response.json()["error"])

    def test_it_can_be_asked_too_often(self) -> None:
        with patch.dict(throttles.ALLOWED, {throttles.IMAGE: 0}):
            response = self.client.get(self.address)

        self.assertEqual(response.status_code, 429)
        self.assertIn("Retry-After", response)

    def delete_files(self) -> str:
        default_storage.delete(f"{self.example.files_prefix}picture.jpg")
        return self.address
