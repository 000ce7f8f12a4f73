from unittest.mock import patch

from django.core.files.storage import default_storage
from django.urls import reverse

from classrooms.models import User
from projects.models import Project, TrainingExample
from projects.uploads import hear_sound, read_sound
from projects.uploads.refusals import LARGEST
from tests.school import make_image_project, make_sound_project

from .pictures import png, small
from .sound_case import SoundCase
from .sounds import encode, noise, note, tone, wav
from .upload_promises import TakesUploads

SOUND = wav(note(440))


class SoundUploadTests(TakesUploads, SoundCase):
    """A sound comes in, and what was sent of it is stored as three files."""

    sent = encode(note(440), "FLAC", "PCM_16")
    another = wav(note(500))
    twins = (SOUND, sent)
    already_there = "“yes” has this very recording already."
    other_label = 3
    refused = [
        (b"", "This file is empty."),
        (b"la la la", "This is not a sound that we can read."),
        (b"\x1aE\xdf\xa3" + bytes(100), "Only a browser can read this kind"),
        (SOUND[:5000], "Only a part of this sound arrived"),
        (bytes(LARGEST + 1), "too large: 8 MB at most"),
        (wav(tone(440, 6)), "too long: 5 seconds at most. Cut it into pieces"),
        (wav(tone(440, 0.05)), "too short: a tenth of a second at least."),
        (wav(0 * tone()), "There is nothing to hear in this sound."),
        (wav(noise(), channels=255), "This sound is of an odd kind."),
    ]
    content_types = {
        "sound": "audio/wav",
        "waveform": "image/webp",
        "spectrogram": "image/webp",
    }
    nothing_sent = "Record something, or choose a sound."
    unchangeable = "Delete it, and record another."
    quota_name = "sound_quota"

    def make_project_of(self, owner: User) -> Project:
        return make_sound_project(owner, yes=0)

    def test_the_recording_itself_is_kept(self) -> None:
        files = self.send(encode(tone(600, 2, 44_100), "WAV", "FLOAT", 44_100))["files"]

        kept = hear_sound(self.client.get(files["sound"]).content)

        self.assertEqual(len(kept), 32_000)

    def test_two_rates_in_one_project(self) -> None:
        for rate, channels in ((16_000, 1), (44_100, 2), (48_000, 1)):
            self.send(wav(tone(500 + rate / 100, 1, rate), rate, channels))
            self.assertEqual(self.response.status_code, 201)

        for example in self.project.examples.all():
            name = example.files_prefix + "sound.wav"
            self.assertEqual(default_storage.size(name), 44 + 2 * 16_000)

    def test_who_may_not_see_the_project_hears_nothing(self) -> None:
        url = self.send(SOUND)["files"]["sound"]
        for person, code in [(self.rivera, 200), (self.grace, 404), (self.okoro, 404)]:
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, code)

    def test_a_picture_for_a_project_of_sounds_and_the_other_way_round(self) -> None:
        self.send(png(small()))
        self.assertEqual(self.response.status_code, 400)

        pictures = make_image_project(self.ada, red=0, blue=0)
        answer = self.send(SOUND, pictures)

        self.assertEqual(self.response.status_code, 400)
        self.assertEqual(answer["detail"], "Choose a picture.")

    def test_nothing_is_fetched_from_the_web(self) -> None:
        url = reverse("projects:examples", args=[self.project.pk])
        address = {"label": 2, "address": "https://sounds.example/cat.wav"}

        with patch("projects.api.examples.fetch_picture") as fetch:
            response = self.client.post(url, address)

        self.assertEqual(response.status_code, 400)
        fetch.assert_not_called()

    def test_a_class_whose_storage_is_full(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        TrainingExample.objects.filter(label__number=1).update(stored_bytes=1024 * 1024)

        answer = self.send(SOUND)

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("all 1 MB of your class are in use", answer["detail"])
        self.assertNothingIsLeft()

    def test_deleting_can_be_undone_and_it_can_be_heard_again(self) -> None:
        example = self.send(SOUND)
        url = reverse("projects:example", args=[self.project.pk, example["id"]])
        deleted = self.client.delete(url).json()["deleted"]
        self.assertEqual(self.client.get(example["files"]["sound"]).status_code, 404)

        restored = self.client.post(
            reverse("projects:restore-examples", args=[self.project.pk]),
            {"examples": deleted},
            content_type="application/json",
        ).json()["examples"]

        (restored,) = restored
        self.assertEqual(
            restored | {"changed_at": None}, example | {"changed_at": None}
        )
        heard = hear_sound(self.client.get(example["files"]["sound"]).content)
        self.assertEqual(len(heard), 16_000)
        self.assertNothingIsLeft()

    def test_a_deleted_project_leaves_nothing(self) -> None:
        self.send(SOUND)

        with self.captureOnCommitCallbacks(execute=True):
            self.client.delete(reverse("projects:project", args=[self.project.pk]))

        self.assertNothingIsLeft()
        self.assertEqual(self.folders(), set())

    def test_others_do_not_notice(self) -> None:
        """A recording under one label of two projects is two recordings."""
        other = make_sound_project(self.grace, yes=0)
        self.send(SOUND)
        self.client.force_login(self.grace)

        self.send(SOUND, other)

        self.assertEqual(self.response.status_code, 201)
        digests = TrainingExample.objects.filter(fingerprint=read_sound(SOUND).digest)
        self.assertEqual(digests.count(), 2)
