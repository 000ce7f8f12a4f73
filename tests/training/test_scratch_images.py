"""Image projects for programs, to the byte: how they stand, and what they say."""

import io
from unittest.mock import patch

import numpy as np
from PIL import Image

from projects import actions
from tests.projects.pictures import png
from tests.training.scratch import (
    NOT_PICTURES,
    PHOTO,
    ImageScratchTestCase,
    Pretend,
    in_base64,
)
from training.clients.keys import LARGEST_BODY
from training.learning.images.question import PictureQuestion
from training.models import MLModel


class ImageStatusTests(ImageScratchTestCase):
    def test_it_is_true_at_every_stage(self) -> None:
        ended = {"finished_at": self.project.created_at}
        for fields, status, message in (
            (None, 0, "Model Non Existent"),
            ({"status": "queued"}, 1, "Model not ready yet"),
            ({"status": "training", "in_browser": True}, 1, "Model not ready yet"),
            ({"status": "failed", **ended}, 0, "Model Failed"),
            ({"status": "ready", "is_current": True, **ended}, 2, "Ready"),
        ):
            with self.subTest(fields=str(fields)):
                MLModel.objects.all().delete()
                if fields:
                    MLModel.objects.create(project=self.project, **fields)
                response = self.client.get(self.url("status"))
                self.assertEqual(
                    response.json(),
                    {"status": status, "msg": message, "type": "imgtfjs"},
                )
                self.assertEqual(response["Cache-Control"], "no-store")


class ImageClassifyTests(ImageScratchTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.classifier = Pretend(0.254, 0.746)
        self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def asked(self) -> np.ndarray:
        (question,) = self.classifier.contents
        self.assertIsInstance(question, PictureQuestion)
        return question.pixels

    def test_best_first_in_whole_percent_with_the_model_s_time(self) -> None:
        self.make_ready()

        response = self.post("classify", {"data": in_base64(PHOTO)})

        self.assertEqual(
            response.content,
            b'[{"class_name": "dog", "confidence": 75, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}, '
            b'{"class_name": "cat", "confidence": 25, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}]',
        )
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")

    def test_the_model_sees_the_middle_as_it_was_learnt(self) -> None:
        self.make_ready()
        image = Image.new("RGB", (448, 224), "red")
        image.paste("blue", (112, 0, 336, 112))

        self.post("classify", {"data": in_base64(png(image))})

        pixels = self.asked()
        self.assertEqual((pixels.shape, pixels.dtype), ((224, 224, 3), np.uint8))
        self.assertEqual(pixels[50, 20].tolist(), [0, 0, 255])
        self.assertEqual(pixels[50, 200].tolist(), [0, 0, 255])
        self.assertEqual(pixels[200, 20].tolist(), [255, 0, 0])

    def test_a_picture_of_a_phone_is_turned(self) -> None:
        self.make_ready()
        image = Image.new("RGB", (224, 224), "white")
        image.paste("black", (0, 0, 224, 112))
        written = Image.Exif()
        written[274] = 6  # to be turned clockwise
        file = io.BytesIO()
        image.save(file, "JPEG", exif=written)

        self.post("classify", {"data": in_base64(file.getvalue())})

        self.assertLess(self.asked()[112, 200].max(), 30)
        self.assertGreater(self.asked()[112, 20].min(), 225)

    def test_it_takes_whatever_libraries_make_of_base64(self) -> None:
        self.make_ready()
        plain = in_base64(PHOTO)
        for data in (
            plain,
            plain.rstrip("="),
            "\n".join(plain[i : i + 76] for i in range(0, len(plain), 76)) + "\n",
            f"data:image/jpeg;base64,{plain}",
            f"DATA:image/jpeg;charset=utf-8;base64,{plain}",
        ):
            with self.subTest(data[:40]):
                response = self.post("classify", {"data": data})
                self.assertEqual(response.status_code, 200)

    def test_nothing_else_is_taken(self) -> None:
        self.make_ready()
        for data in NOT_PICTURES:
            with self.subTest(str(data)[:40]):
                response = self.post("classify", {"data": data})
                self.assert_refused(response, 400, "Invalid data")
        self.assertEqual(self.classifier.contents, [])

    def test_nothing_is_missing_data(self) -> None:
        self.make_ready()
        for body in ({}, [], {"data": ""}, {"data": None}, {"data": " "}):
            with self.subTest(str(body)):
                self.assert_refused(self.post("classify", body), 400, "Missing data")

    def test_an_address_cannot_hold_a_picture(self) -> None:
        self.make_ready()

        response = self.client.get(self.url("classify"), {"data": in_base64(PHOTO)})

        self.assert_refused(response, 400, "Missing data")

    def test_the_newest_timestamp_answers_not_modified(self) -> None:
        self.make_ready()

        response = self.client.post(
            self.url("classify"),
            {"data": in_base64(PHOTO)},
            "application/json",
            headers={"If-Modified-Since": "2026-01-02T03:04:05.006Z"},
        )

        self.assertEqual((response.status_code, response.content), (304, b""))
        self.assertEqual(self.classifier.contents, [])

    def test_without_a_model_it_guesses(self) -> None:
        answers = self.post("classify", {"data": in_base64(PHOTO)}).json()

        self.assertEqual({each["class_name"] for each in answers}, {"cat", "dog"})
        self.assertEqual([each["confidence"] for each in answers], [50, 50])
        self.assertTrue(all(each["random"] for each in answers))

    def test_without_a_model_it_says_what_is_wrong_all_the_same(self) -> None:
        self.assert_refused(self.post("classify", {"data": "x"}), 400, "Invalid data")

    def test_more_than_four_megabytes_are_too_large(self) -> None:
        response = self.post("classify", {"data": "A" * LARGEST_BODY})

        self.assertEqual(response.status_code, 413)

    def test_a_label_renamed_since_has_its_new_name(self) -> None:
        self.make_ready()
        actions.change_label(self.project.live_labels()[0], "lion")

        answers = self.post("classify", {"data": in_base64(PHOTO)}).json()

        self.assertEqual([each["class_name"] for each in answers], ["dog", "lion"])
