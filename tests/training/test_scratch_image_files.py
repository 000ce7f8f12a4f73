"""Image projects for programs, to the byte: their pictures."""

import io
from unittest.mock import patch

from PIL import Image

from projects.uploads import StorageIsDown
from training.clients import throttles

from .scratch_file_promises import GivesItsFiles, ListsItsFiles
from .scratch_files import ImageScratchTestCase


class ImageListTests(ListsItsFiles, ImageScratchTestCase):
    """GET /api/scratch/<key>/train, and the addresses that it names."""

    def test_a_proxy_lists_them_as_they_are_learnt_from(self) -> None:
        listed = self.client.get(self.url("train"), {"proxy": "true"}).json()

        for each in listed:
            self.assertTrue(each["imageurl"].endswith(f"images/224/{each['id']}.jpg"))
            opened = self.client.get(each["imageurl"])
            picture = Image.open(io.BytesIO(opened.content))
            self.assertEqual((picture.format, picture.size), ("JPEG", (224, 224)))


class ImageFileTests(GivesItsFiles, ImageScratchTestCase):
    """GET /api/scratch/<key>/images/<id>.jpg"""

    def test_proxy_makes_it_small(self) -> None:
        whole = self.client.get(self.address)

        small = self.client.get(self.address, {"proxy": "true"})

        self.assertEqual(Image.open(io.BytesIO(small.content)).size, (224, 224))
        self.assertNotEqual(small["ETag"], whole["ETag"])
        self.assertEqual(
            small.content,
            self.client.get(self.url("small-image", self.example.pk)).content,
        )

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
