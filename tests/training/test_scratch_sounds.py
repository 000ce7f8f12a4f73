"""Sound projects for programs, to the byte: how they stand, and what they say."""

import numpy as np

from projects.uploads import hear_sound
from tests.projects.sounds import encode, note, tone, wav
from training.learning.sounds.question import SoundQuestion

from .scratch_files import SOUND, SoundScratchTestCase, in_base64
from .scratch_promises import ClassifiesFiles, LearnsOnTheServer, SaysItsStage


class SoundStatusTests(SaysItsStage, SoundScratchTestCase):
    """GET /api/scratch/<key>/status"""


class SoundClassifyTests(ClassifiesFiles, SoundScratchTestCase):
    confidences = (0.05, 0.254, 0.696)

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


class SoundModelsTests(LearnsOnTheServer, SoundScratchTestCase):
    """POST /api/scratch/<key>/models"""
