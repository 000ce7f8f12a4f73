"""Sound projects for programs, to the byte: how they stand, and what they say."""

from unittest.mock import patch

import numpy as np

from projects import actions
from projects.uploads import hear_sound
from tests.projects.sounds import encode, note, tone, wav
from tests.training.scratch import (
    NOT_SOUNDS,
    SOUND,
    Pretend,
    SoundScratchTestCase,
    in_base64,
)
from training.clients.keys import LARGEST_BODY
from training.learning.sounds.question import SoundQuestion
from training.models import MLModel


class SoundStatusTests(SoundScratchTestCase):
    def test_it_says_its_type(self) -> None:
        nothing = {"status": 0, "msg": "Model Non Existent", "type": "sounds"}
        self.assertEqual(self.client.get(self.url("status")).json(), nothing)

        self.make_ready()

        ready = {"status": 2, "msg": "Ready", "type": "sounds"}
        self.assertEqual(self.client.get(self.url("status")).json(), ready)


class SoundClassifyTests(SoundScratchTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.classifier = Pretend(0.05, 0.254, 0.696)
        self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def asked(self) -> np.ndarray:
        question = self.classifier.contents[-1]
        self.assertIsInstance(question, SoundQuestion)
        return question.samples

    def test_best_first_in_whole_percent_with_the_background(self) -> None:
        self.make_ready()

        response = self.post("classify", {"data": in_base64(SOUND)})

        time = "2026-01-02T03:04:05.006Z"
        self.assertEqual(
            response.json(),
            [
                {"class_name": name, "confidence": percent, "classifierTimestamp": time}
                for name, percent in (("no", 70), ("yes", 25), ("Background noise", 5))
            ],
        )
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")

    def test_the_model_hears_it_as_it_would_be_stored(self) -> None:
        self.make_ready()

        self.post("classify", {"data": in_base64(SOUND)})

        heard = self.asked()
        self.assertEqual((heard.dtype, heard.shape), (np.float32, (16_000,)))
        np.testing.assert_array_equal(heard, hear_sound(SOUND))

    def test_it_takes_whatever_programs_record(self) -> None:
        self.make_ready()
        plain = in_base64(SOUND)
        for data in (
            plain,
            plain.rstrip("="),
            f"data:audio/wav;base64,{plain}",
            f"data:audio/webm;codecs=opus;base64,{plain}",
            in_base64(wav(tone(440, 1, 44_100), 44_100, channels=2)),
            in_base64(encode(tone(440, 5), "FLAC", "PCM_16")),
            in_base64(encode(tone(440, 2, 48_000), "OGG", "OPUS", 48_000)),
            in_base64(encode(tone(), "MP3", "MPEG_LAYER_III")),
        ):
            with self.subTest(data[:40]):
                response = self.post("classify", {"data": data})
                self.assertEqual(response.status_code, 200)

    def test_silence_is_a_question_too(self) -> None:
        self.make_ready()

        response = self.post("classify", {"data": in_base64(wav(0 * note(440)))})

        self.assertEqual(response.status_code, 200)

    def test_nothing_else_is_taken(self) -> None:
        self.make_ready()
        long, short = wav(tone(440, 6)), wav(tone(440, 0.05))
        for data in [*NOT_SOUNDS, in_base64(long), in_base64(short)]:
            with self.subTest(str(data)[:40]):
                response = self.post("classify", {"data": data})
                self.assert_refused(response, 400, "Invalid data")
        self.assertEqual(self.classifier.contents, [])

    def test_nothing_is_missing_data(self) -> None:
        self.make_ready()
        for body in ({}, [], {"data": ""}, {"data": None}, {"data": " "}):
            with self.subTest(str(body)):
                self.assert_refused(self.post("classify", body), 400, "Missing data")

    def test_an_address_cannot_hold_a_sound(self) -> None:
        self.make_ready()

        response = self.client.get(self.url("classify"), {"data": "AAAA"})

        self.assert_refused(response, 400, "Missing data")

    def test_more_than_four_megabytes_are_refused(self) -> None:
        response = self.post("classify", {"data": "A" * LARGEST_BODY})

        self.assert_refused(response, 413, "This is too large: 4 MB at most")

    def test_without_a_model_it_guesses_by_lot(self) -> None:
        listed = self.post("classify", {"data": in_base64(SOUND)}).json()

        names = {each["class_name"] for each in listed}
        self.assertEqual(names, {"Background noise", "yes", "no"})
        self.assertTrue(all(each["random"] for each in listed))

    def test_a_label_keeps_the_name_it_has_now(self) -> None:
        self.make_ready()
        actions.change_label(self.project.live_labels()[0], name="The room")

        listed = self.post("classify", {"data": in_base64(SOUND)}).json()

        self.assertEqual(listed[-1]["class_name"], "The room")


class SoundModelsTests(SoundScratchTestCase):
    """POST /api/scratch/<key>/models: this server learns it, not a browser."""

    def test_it_starts_a_training_on_the_server(self) -> None:
        with (
            patch("training.actions.train_model.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            response = self.post("models", {})

        self.assertEqual(
            (response.status_code, response.json()),
            (200, {"status": 1, "msg": "Model not ready yet", "type": "sounds"}),
        )
        ml_model = self.project.ml_models.get()
        self.assertEqual((ml_model.status, ml_model.in_browser), ("queued", False))
        send.assert_called_once_with(str(ml_model.pk))

    def test_too_little_to_learn_from_fails(self) -> None:
        self.project.examples.all().delete()

        response = self.post("models", {})

        failed = {"status": 0, "msg": "Model Failed", "type": "sounds"}
        self.assertEqual(response.json(), failed)
        self.assertFalse(MLModel.objects.exists())
