"""Image projects for programs, to the byte: how they stand, and what they say."""

import io

import numpy as np
from PIL import Image

from tests.projects.pictures import png
from training.learning.images.question import PictureQuestion

from .scratch_files import PHOTO, ImageScratchTestCase, in_base64
from .scratch_promises import ClassifiesFiles, SaysItsStage


class ImageStatusTests(SaysItsStage, ImageScratchTestCase):
    """GET /api/scratch/<key>/status"""


class ImageClassifyTests(ClassifiesFiles, ImageScratchTestCase):
    confidences = (0.254, 0.746)

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

    def test_without_a_model_it_says_what_is_wrong_all_the_same(self) -> None:
        self.assert_refused(self.post("classify", {"data": "x"}), 400, "Invalid data")
