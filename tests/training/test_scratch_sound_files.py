"""Sound projects for programs, to the byte: their recordings."""

from unittest.mock import patch
from uuid import uuid4

import numpy as np
from django.core.files.storage import default_storage

from classrooms.models import Policy
from projects import actions
from projects.models import DiscardedFiles, ProjectKey
from projects.uploads import StorageIsDown, hear_sound
from tests.projects.sounds import encode, note, tone, wav
from tests.school import make_image_project, make_sound_project
from tests.training.scratch import NOT_SOUNDS, SOUND, SoundScratchTestCase, in_base64
from training.clients import throttles
from training.learning.sounds.front_end import log_mel, windows
from training.models import make_local_key


class SoundListTests(SoundScratchTestCase):
    """GET /api/scratch/<key>/train, and the addresses that it names."""

    def test_it_lists_all_examples_with_addresses_that_open(self) -> None:
        response = self.client.get(self.url("train"))

        self.assertEqual(response["Cache-Control"], "max-age=120")
        rows = self.project.examples.order_by("created_at", "pk")
        self.assertEqual(
            [
                {name: each[name] for name in ("id", "label", "audiourl")}
                for each in response.json()
            ],
            [
                {
                    "id": str(row.pk),
                    "label": row.label.name,
                    "audiourl": f"http://testserver/api/scratch/{self.key.spell()}"
                    f"/sounds/{row.pk}.wav",
                }
                for row in rows
            ],
        )
        for listed, row in zip(response.json(), rows, strict=True):
            opened = self.client.get(listed["audiourl"])
            with default_storage.open(f"{row.files_prefix}sound.wav") as file:
                self.assertEqual(opened.content, file.read())

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

    def test_one_deleted_at_this_moment_has_no_picture(self) -> None:
        example = self.project.examples.order_by("created_at", "pk")[0]
        default_storage.delete(f"{example.files_prefix}sound.wav")

        listed = self.client.get(self.url("train")).json()

        self.assertEqual(
            [bool(each["audiodata"]) for each in listed], [0, 1, 1, 1, 1, 1]
        )

    def test_the_number_of_questions_does_not_grow(self) -> None:
        for number in range(5):
            label = self.project.live_labels()[1]
            sound = wav(note(300 + 50 * number))
            actions.add_upload(self.project, label, sound, self.ada)

        with self.assertNumQueries(2):  # The key with its project, and the examples.
            self.client.get(self.url("train"))

    def test_whoever_may_only_write_may_not_listen(self) -> None:
        example = self.project.examples.first()
        self.key.can_classify = False
        self.key.save()

        for response in (
            self.client.get(self.url("train")),
            self.client.get(self.url("sound", example.pk)),
        ):
            self.assert_refused(response, 403, "This key may not do that")


class SoundFileTests(SoundScratchTestCase):
    """GET /api/scratch/<key>/sounds/<id>.wav"""

    def setUp(self) -> None:
        super().setUp()
        self.example = self.project.examples.first()
        self.address = self.url("sound", self.example.pk)

    def test_it_answers_without_a_log_in_and_may_be_kept(self) -> None:
        response = self.client.get(self.address)

        self.assertEqual(response["Content-Type"], "audio/wav")
        self.assertEqual(
            response["Cache-Control"], "private, max-age=31536000, immutable"
        )
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        again = self.client.get(
            self.address, headers={"If-None-Match": response["ETag"]}
        )
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_revoked_key_opens_nothing_any_more(self) -> None:
        self.key.delete()

        self.assert_refused(self.client.get(self.address), 404, "Scratch key not found")

    def test_another_project_s_key_opens_nothing(self) -> None:
        project = make_sound_project(self.linus, yes=1)
        key = ProjectKey.objects.of_member(project, self.linus)
        theirs = self.address.replace(self.key.spell(), key.spell())

        self.assert_refused(self.client.get(theirs), 404, "Sound not found")

    def test_a_picture_is_no_sound_and_a_sound_no_picture(self) -> None:
        self.assert_refused(
            self.client.get(self.url("image", self.example.pk)), 404, "Image not found"
        )
        project = make_image_project(self.ada, cat=1)
        self.key = ProjectKey.objects.of_member(project, self.ada)
        address = self.url("sound", project.examples.get().pk)
        self.assert_refused(self.client.get(address), 404, "Sound not found")

    def test_what_is_gone_is_not_found(self) -> None:
        default_storage.delete(f"{self.example.files_prefix}sound.wav")

        for gone in (self.url("sound", uuid4()), self.address):
            with self.subTest(gone[-20:]):
                self.assert_refused(self.client.get(gone), 404, "Sound not found")

    def test_a_deleted_recording_is_gone_at_once(self) -> None:
        actions.delete_examples(self.project, [self.example.pk])

        self.assertTrue(DiscardedFiles.objects.exists())
        self.assert_refused(self.client.get(self.address), 404, "Sound not found")


class SoundTrainTests(SoundScratchTestCase):
    """POST /api/scratch/<key>/train"""

    def test_it_stores_the_recording_and_answers_200(self) -> None:
        response = self.post("train", {"data": in_base64(SOUND), "label": "NO"})

        self.assertEqual(response.status_code, 200)
        stored = self.project.examples.order_by("-created_at")[0]
        self.assertEqual((stored.label.name, stored.author), ("no", self.ada))
        answer = response.json()
        self.assertEqual(len(answer.pop("audiodata")), 63 * 40)
        self.assertEqual(
            answer,
            {
                "id": str(stored.pk),
                "projectid": str(self.project.pk),
                "audiourl": f"http://testserver{self.url('sound', stored.pk)}",
                "label": "no",
            },
        )
        for name in self.project.kind.file_names:
            self.assertTrue(default_storage.exists(stored.files_prefix + name))

    def test_what_the_room_sounds_like(self) -> None:
        body = {"data": in_base64(SOUND), "label": "background noise"}

        response = self.post("train", body)

        self.assertEqual(response.json()["label"], "Background noise")

    def test_twice_is_harmless_also_in_another_form(self) -> None:
        first = self.post("train", {"data": in_base64(SOUND), "label": "no"})
        packed = encode(note(440), "FLAC", "PCM_16")

        again = self.post("train", {"data": in_base64(packed), "label": "no"})

        self.assertEqual((again.status_code, again.json()), (200, first.json()))
        self.assertEqual(self.project.examples.count(), 7)

    def test_it_says_what_is_wrong(self) -> None:
        data, silent = in_base64(SOUND), in_base64(wav(0 * note(440)))
        for body, sentence in (
            ({}, "Missing data"),
            ({"data": data}, "Missing data"),
            ({"data": "", "label": "no"}, "Missing data"),
            ({"data": data, "label": "maybe"}, "Invalid label"),
            ({"data": silent, "label": "no"}, "Invalid data"),
            *(({"data": bad, "label": "no"}, "Invalid data") for bad in NOT_SOUNDS),
        ):
            with self.subTest(body=str(body)[:60]):
                self.assert_refused(self.post("train", body), 400, sentence)
        self.assertEqual(self.project.examples.count(), 6)

    def test_a_full_project_says_so(self) -> None:
        Policy.objects.filter(classroom=self.year_5).update(sound_quota=6)

        response = self.post("train", {"data": in_base64(SOUND), "label": "no"})

        sentence = "Project already has maximum allowed amount of training data"
        self.assert_refused(response, 409, sentence)

    def test_a_program_that_sends_them_too_fast_has_to_wait(self) -> None:
        throttles._uses.clear()
        self.addCleanup(throttles._uses.clear)
        self.enterContext(patch.object(throttles.time, "time", return_value=1003.0))
        self.enterContext(patch.dict(throttles.ALLOWED, {throttles.FILE: 1}))
        body = {"data": in_base64(SOUND), "label": "no"}

        first, second = (self.post("train", body) for _ in range(2))

        self.assertEqual((first.status_code, second.status_code), (200, 429))
        self.assertEqual(second["Retry-After"], "7")

    def test_a_storage_that_fails_is_not_the_program_s_fault(self) -> None:
        body = {"data": in_base64(SOUND), "label": "no"}
        writing = "projects.actions.uploads.write_files"
        with patch(writing, side_effect=StorageIsDown()):
            response = self.post("train", body)

        sentence = "Files cannot be stored or read now. Try again soon"
        self.assert_refused(response, 503, sentence)

    def test_sounds_of_a_browser_are_not_learnt_here(self) -> None:
        key = make_local_key(self.ada, "sounds").spelled
        body = {"type": "sounds", "training": [{"data": "x", "label": "no"}]}

        response = self.client.post(
            f"/api/scratch/{key}/local/models", body, "application/json"
        )

        sentence = "Sounds are learnt by the browser, not by this server"
        self.assert_refused(response, 400, sentence)
