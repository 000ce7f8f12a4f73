import json
from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage
from django.urls import reverse

from projects.models import TrainingExample
from projects.uploads import hear_sound, limits, read_sound
from projects.uploads.refusals import LARGEST
from tests.own_cache import give_own_cache
from tests.school import make_image_project, make_sound_project

from .pictures import png, small
from .sound_case import SoundCase
from .sounds import encode, noise, note, tone, wav

SOUND = wav(note(440))
FOREVER = "private, max-age=31536000, immutable"


class SoundUploadTests(SoundCase):
    """A sound comes in, and what was sent of it is stored as three files."""

    def test_it_is_stored(self) -> None:
        answer = self.send(encode(note(440), "FLAC", "PCM_16"))

        self.assertEqual(self.response.status_code, 201, answer)
        example = self.project.examples.get(pk=answer["id"])
        self.assertEqual((example.label.number, example.author), (2, self.ada))
        folder = example.files_prefix.rstrip("/")
        names = default_storage.listdir(folder)[1]
        self.assertCountEqual(names, self.project.kind.file_names)
        sizes = [default_storage.size(f"{folder}/{name}") for name in names]
        self.assertEqual(example.stored_bytes, sum(sizes))
        self.assertNothingIsLeft()
        self.telling.assert_not_called()

    def test_the_recording_itself_is_kept(self) -> None:
        files = self.send(encode(tone(600, 2, 44_100), "WAV", "FLOAT", 44_100))["files"]

        kept = hear_sound(self.client.get(files["sound"]).content)

        self.assertEqual(len(kept), 32_000)

    def test_the_answer_and_the_list_say_where_its_files_are(self) -> None:
        files = self.send(SOUND)["files"]

        self.assertEqual(set(files), {"sound", "waveform", "spectrogram"})
        kinds = {"sound": "audio/wav", "waveform": "image/webp"}
        for name, url in files.items():
            response = self.client.get(url)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(response["Content-Type"], kinds.get(name, "image/webp"))
            self.assertEqual(response["X-Content-Type-Options"], "nosniff")
            self.assertEqual(response["Cache-Control"], FOREVER)
        listed = self.client.get(reverse("projects:examples", args=[self.project.pk]))
        self.assertEqual(listed.json()["examples"][0]["files"], files)

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

    def test_what_cannot_be_taken_is_refused_in_words(self) -> None:
        for data, sentence in [
            (b"", "This file is empty."),
            (b"la la la", "This is not a sound that we can read."),
            (b"\x1aE\xdf\xa3" + bytes(100), "Only a browser can read this kind"),
            (SOUND[:5000], "Only a part of this sound arrived"),
            (bytes(LARGEST + 1), "too large: 8 MB at most"),
            (wav(tone(440, 6)), "too long: 5 seconds at most. Cut it into pieces"),
            (wav(tone(440, 0.05)), "too short: a tenth of a second at least."),
            (wav(0 * tone()), "There is nothing to hear in this sound."),
            (wav(noise(), channels=255), "This sound is of an odd kind."),
        ]:
            with self.subTest(sentence):
                answer = self.send(data)
                self.assertEqual(self.response.status_code, 400)
                self.assertIn(sentence, answer["detail"])
        self.assertNothingIsLeft()

    def test_no_sound(self) -> None:
        url = reverse("projects:examples", args=[self.project.pk])
        sentence = "Record something, or choose a sound."
        for body in (
            {"label": 2},
            {"label": 2, "text": "la"},
            {"label": 2, "values": {}},
        ):
            with self.subTest(str(body)):
                response = self.client.post(url, json.dumps(body), "application/json")
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json()["detail"], sentence)

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

    def test_a_table_cannot_be_taken_in(self) -> None:
        answer = self.client.post(
            reverse("projects:import-examples", args=[self.project.pk]),
            {"text": "label\nyes\n", "preview": False},
        )

        sentence = "A project of this kind cannot take in a table."
        self.assertEqual(answer.json()["detail"], sentence)

    def test_twice_is_once(self) -> None:
        pk = uuid4()

        first = self.send(SOUND, id=pk)
        again = self.send(wav(note(500)), id=pk)

        self.assertEqual((first, self.response.status_code), (again, 200))
        self.assertEqual(self.project.examples.count(), 3)
        self.assertNothingIsLeft()

    def test_the_same_recording_again_is_refused(self) -> None:
        self.send(SOUND)

        answer = self.send(encode(note(440), "FLAC", "PCM_16"))

        self.assertEqual(self.response.status_code, 409)
        self.assertEqual(answer["detail"], "“yes” has this very recording already.")
        self.assertNothingIsLeft()
        self.send(SOUND, label=3)
        self.assertEqual(self.response.status_code, 201)

    def test_a_full_project_is_said_before_any_work(self) -> None:
        self.year_5.policy.sound_quota = 2
        self.year_5.policy.save()

        with patch("projects.actions.uploads.prepare") as prepare:
            answer = self.send(SOUND)

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("it has room for 2 examples", answer["detail"])
        prepare.assert_not_called()

    def test_a_class_whose_storage_is_full(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        TrainingExample.objects.filter(label__number=1).update(stored_bytes=1024 * 1024)

        answer = self.send(SOUND)

        self.assertEqual(self.response.status_code, 409)
        self.assertIn("all 1 MB of your class are in use", answer["detail"])
        self.assertNothingIsLeft()

    def test_who_sends_a_great_many_has_to_wait(self) -> None:
        give_own_cache(self)
        with (
            patch.object(limits, "ALLOWED", 1),
            patch.object(limits.time, "time", return_value=60_000_045.5),
        ):
            self.send(SOUND)
            answer = self.send(wav(note(500)))

        self.assertEqual(self.response.status_code, 429)
        sentence = "These are many files at once. Wait a minute, then go on."
        self.assertEqual(answer["detail"], sentence)

    def test_one_that_cannot_be_changed_can_be_moved(self) -> None:
        pk = self.send(SOUND)["id"]
        url = reverse("projects:example", args=[self.project.pk, pk])

        changed = self.client.patch(
            url, {"text": "la"}, content_type="application/json"
        )
        moved = self.client.patch(url, {"label": 1}, content_type="application/json")

        self.assertEqual((changed.status_code, moved.status_code), (400, 200))
        self.assertIn("Delete it, and record another.", changed.json()["detail"])
        self.assertEqual(moved.json()["label"], 1)

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

        self.assertEqual(restored, [example])
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
