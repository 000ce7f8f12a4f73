from unittest.mock import patch

import numpy as np
from django.urls import reverse

from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase
from training import encoding_api
from training.learning import encoder

from .encoders import make_encoder, switch_on


class EncodeViewTests(SchoolTestCase):
    """POST /api/encode/"""

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.force_login(self.ada)
        self.folder = make_encoder(self)
        switch_on(self, self.folder)

    def post(self, data: object = None, **text: object) -> object:
        return self.client.post(
            reverse("training:encode"),
            data if data is not None else text,
            content_type="application/json",
        )

    def test_it_answers_the_vector_and_whose_it_is(self) -> None:
        response = self.post(text="hello sun")

        self.assertEqual(response.status_code, 200)
        answer = response.json()
        current = encoder.current()
        self.assertEqual(answer["encoder"], current.id)
        expected = current.encode(["hello sun"])[0]
        np.testing.assert_array_equal(np.float32(answer["vector"]), expected)

    def test_it_says_what_is_wrong_with_a_text(self) -> None:
        long = "a" * (encoding_api.LONGEST + 1)
        for data, sentence in [
            ({}, "Type something first."),
            ({"text": ""}, "Type something first."),
            ({"text": None}, "Type something first."),
            ({"text": ["sun"]}, "This is not a text. Load the page again."),
            ({"text": long}, "This is too long. Use 2048 characters at most."),
        ]:
            with self.subTest(data=str(data)[:30]):
                response = self.post(data)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json(), {"text": [sentence]})

    def test_the_longest_text_is_encoded(self) -> None:
        longest = "😀" * encoding_api.LONGEST

        self.assertEqual(self.post(text=longest).status_code, 200)

    def test_what_is_no_text_at_all_is_refused(self) -> None:
        for body in (
            b'{"text": "a\\u0000"}',
            b'{"text": "\\ud83d"}',
            b"{",
            b"[]",
            b"1",
        ):
            with self.subTest(body):
                response = self.client.post(
                    reverse("training:encode"), body, content_type="application/json"
                )
                self.assertEqual(response.status_code, 400)

    def test_without_an_encoder_there_is_nothing(self) -> None:
        with self.settings(TEXT_ENCODER=""):
            response = self.post(text="hello")

        self.assertEqual(response.status_code, 404)
        sentence = "No text encoder is switched on here. Load the page again."
        self.assertEqual(response.json(), {"detail": sentence})

    def test_one_that_is_lost_is_nothing_to_a_child(self) -> None:
        (self.folder / "model.safetensors").unlink()

        with self.assertLogs(encoding_api.logger, "ERROR") as logged:
            response = self.post(text="hello")

        self.assertEqual(response.status_code, 404)
        self.assertIn("model.safetensors is missing", logged.output[0])

    def test_it_requires_login(self) -> None:
        self.client.logout()

        self.assertEqual(self.post(text="hello").status_code, 403)

    def test_who_is_too_fast_waits_and_nobody_else(self) -> None:
        self.enterContext(patch.object(encoding_api, "ALLOWED", 3))
        codes = [self.post(text="hello").status_code for _ in range(4)]
        last = self.post(text="hello")

        self.assertEqual(codes, [200, 200, 200, 429])
        self.assertEqual(last["Retry-After"], str(encoding_api.WINDOW))
        sentence = "That was very fast. Wait a few seconds, and go on."
        self.assertEqual(last.json(), {"detail": sentence})
        self.client.force_login(self.grace)
        self.assertEqual(self.post(text="hello").status_code, 200)

    def test_it_asks_the_database_only_who_is_there(self) -> None:
        self.post(text="hello")

        with self.assertNumQueries(2):  # the session, and its user
            self.post(text="hello")
