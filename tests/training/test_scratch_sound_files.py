"""Sound projects for programs, to the byte: their recordings."""

from unittest.mock import patch

import numpy as np
from django.core.files.storage import default_storage

from projects import actions
from projects.models import ProjectKey
from projects.uploads import hear_sound
from tests.projects.sounds import tone, wav
from tests.school import make_image_project
from training.clients import throttles
from training.learning.sounds.front_end import log_mel, windows

from .scratch_file_promises import GivesItsFiles, ListsItsFiles, TakesFiles
from .scratch_files import SOUND, SoundScratchTestCase, in_base64


class SoundListTests(ListsItsFiles, SoundScratchTestCase):
    """GET /api/scratch/<key>/train, and the addresses that it names."""

    def setUp(self) -> None:
        super().setUp()
        throttles._uses.clear()
        self.addCleanup(throttles._uses.clear)
        self.enterContext(patch.object(throttles.time, "time", return_value=1003.0))

    def test_each_has_its_picture(self) -> None:
        for listed in self.client.get(self.url("train")).json():
            heard = hear_sound(self.client.get(listed["audiourl"]).content)
            picture = np.reshape(listed["audiodata"], (63, 40))
            expected = log_mel(windows(heard)[0])
            np.testing.assert_allclose(picture, expected, atol=0.0006)

    def test_of_a_long_one_the_first_second_is_listed(self) -> None:
        label = self.project.live_labels()[1]
        actions.add_upload(self.project, label, wav(tone(440, 5)), self.ada)

        listed = self.client.get(self.url("train")).json()

        self.assertEqual({len(each["audiodata"]) for each in listed}, {63 * 40})

    def test_listing_again_and_again_is_told_to_wait(self) -> None:
        with patch.dict(throttles.ALLOWED, {throttles.HEARD: 2}):
            codes = [self.client.get(self.url("train")).status_code for _ in range(3)]
            status = self.client.get(self.url("status")).status_code

        self.assertEqual((codes, status), ([200, 200, 429], 200))

    def test_one_deleted_at_this_moment_has_no_picture(self) -> None:
        example = self.project.examples.order_by("created_at", "pk")[0]
        default_storage.delete(f"{example.files_prefix}sound.wav")

        listed = self.client.get(self.url("train")).json()

        self.assertEqual(
            [bool(each["audiodata"]) for each in listed], [0, 1, 1, 1, 1, 1]
        )


class SoundFileTests(GivesItsFiles, SoundScratchTestCase):
    """GET /api/scratch/<key>/sounds/<id>.wav"""

    def test_a_picture_is_no_sound_and_a_sound_no_picture(self) -> None:
        self.assert_refused(
            self.client.get(self.url("image", self.example.pk)), 404, "Image not found"
        )
        project = make_image_project(self.ada, cat=1)
        self.key = ProjectKey.objects.of_member(project, self.ada)
        address = self.url("sound", project.examples.get().pk)
        self.assert_refused(self.client.get(address), 404, "Sound not found")


class SoundTrainTests(TakesFiles, SoundScratchTestCase):
    """POST /api/scratch/<key>/train"""

    def test_the_answer_holds_its_picture(self) -> None:
        self.assertEqual(len(self.send(SOUND).json()["audiodata"]), 63 * 40)

    def test_what_the_room_sounds_like(self) -> None:
        body = {"data": in_base64(SOUND), "label": "background noise"}

        response = self.post("train", body)

        self.assertEqual(response.json()["label"], "Background noise")
