import json
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.urls import reverse

from projects.kinds.sounds import RECORDING
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_sound_project
from training.classifying import has_lost_its_eyes
from training.models import MLModel

from .lessons import Browser, SmallBase


class SoundLessonTests(SchoolTestCase):
    """A browser learns sounds: what it gets, and what it may bring back."""

    def setUp(self) -> None:
        give_own_storage(self)
        self.enterContext(
            patch("training.lessons.sounds.current_base", return_value=SmallBase())
        )
        self.project = make_sound_project(self.ada, background=5, low=5, high=5)
        self.client.force_login(self.ada)
        self.browser = Browser(self.client, self.project)

    def test_it_says_where_every_recording_is(self) -> None:
        lesson = self.browser.start().json()["lesson"]

        self.assertEqual(lesson["method"], "held-back")
        self.assertEqual(len(lesson["examples"]), 15)
        for example in lesson["examples"]:
            wanted = reverse(
                "projects:example-file",
                args=[self.project.pk, example["id"], RECORDING],
            )
            self.assertEqual(example["sound"], wanted)
        got = b"".join(self.client.get(lesson["examples"][0]["sound"]))
        self.assertTrue(got.startswith(b"RIFF"))

    def test_what_it_has_learnt_is_in_use_at_once(self) -> None:
        self.browser.start()

        response = self.browser.bring()

        self.assertEqual(response.status_code, 200, response.content)
        row = MLModel.objects.get(pk=self.browser.lesson["id"])
        self.assertEqual((row.status, row.kind_code), ("ready", "sounds"))
        head = default_storage.open(row.files_prefix + "head.json").read()
        self.assertEqual(json.loads(head)["base"]["id"], SmallBase.id)
        self.assertEqual(json.loads(head)["labels"], 3)

    def test_other_ears_and_other_sizes_are_refused(self) -> None:
        self.browser.start()

        for told in ({"base": "f" * 16}, {"weights": b"\0" * 4}):
            self.assertEqual(self.browser.bring(**told).status_code, 400, told)

    def test_a_recording_that_is_gone_need_not_be_measured(self) -> None:
        self.browser.start()
        left_out, *measured = self.browser.report()["measured"]

        self.assertEqual(self.browser.bring(measured=measured).status_code, 400)
        example = self.project.examples.get(pk=left_out[0])
        default_storage.delete(example.files_prefix + RECORDING)

        self.assertEqual(self.browser.bring(measured=measured).status_code, 200)

    def test_a_model_of_other_ears_has_lost_its_own(self) -> None:
        self.browser.start()
        self.browser.bring()
        row = MLModel.objects.get(pk=self.browser.lesson["id"])

        self.assertTrue(has_lost_its_eyes(row))
        with patch.dict("training.classifying.BASES", sounds=lambda base_id: base_id):
            self.assertFalse(has_lost_its_eyes(row))
