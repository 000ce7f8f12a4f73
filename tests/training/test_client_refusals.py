from unittest.mock import patch

from django.db import DataError, OperationalError
from django.urls import reverse

from projects import actions
from tests.training.scratch import ScratchTestCase
from training.models import MLModel

ACCENTS = "\u0315\u0301" * 9_000  # in an order that takes long to put right


class ClientRefusalTests(ScratchTestCase):
    """What programs are told when something is wrong: a sentence, always as JSON."""

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertEqual(response.json(), {"error": sentence})
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")

    def test_characters_that_cannot_be_stored_are_invalid_data(self) -> None:
        for text in ("\ud800", "\0", "a\udfffb"):
            for body in (
                {"data": [1, "red"], "label": text},
                {"data": [1, text], "label": "cat"},
                {"data": {text: 1}, "label": "cat"},
                {"data": [1, "red"], "label": "cat", text: [{text: text}]},
            ):
                with self.subTest(body=ascii(body)):
                    self.assert_refused(self.post("train", body), 400, "Invalid data")
        self.assertEqual(self.project.examples.count(), 6)

    def test_what_is_nested_too_deep_is_invalid_data(self) -> None:
        for depth in (20, 900, 200_000):
            body = b'{"data": %s%s, "label": "cat"}' % (b"[" * depth, b"]" * depth)
            with self.subTest(depth=depth):
                self.assert_refused(self.post("train", body), 400, "Invalid data")

    def test_endless_names_are_refused_at_once(self) -> None:
        label = self.post("train", {"data": [1, "red"], "label": ACCENTS})
        field = self.post("classify", {"data": {ACCENTS: 1}})
        choice = self.post("classify", {"data": [1, ACCENTS]})

        self.assert_refused(label, 400, "Invalid label")
        self.assert_refused(field, 400, "Invalid data")
        self.assert_refused(choice, 400, "Invalid data")

    def test_a_deleted_label_is_no_label(self) -> None:
        actions.delete_label(self.project.live_labels()[0])

        response = self.post("train", {"data": [1, "red"], "label": "cat"})

        self.assert_refused(response, 400, "Invalid label")

    def test_nothing_filled_in_is_missing_data(self) -> None:
        asked = self.client.get(self.url("classify"), {"data": ["", " "]})
        self.assert_refused(asked, 400, "Missing data")
        for data in (["", ""], [None, " "], {"weight": ""}, {}, [], "", None):
            with self.subTest(data=data):
                posted = self.post("classify", {"data": data})
                self.assert_refused(posted, 400, "Missing data")
                added = self.post("train", {"data": data, "label": "cat"})
                self.assert_refused(added, 400, "Missing data")

    def test_more_values_than_django_reads_are_invalid_data(self) -> None:
        response = self.client.get(self.url("classify"), {"data": ["1"] * 2000})

        self.assert_refused(response, 400, "Invalid data")

    def test_what_breaks_on_our_side_is_said_in_json_and_logged(self) -> None:
        for problem, status in (
            (OperationalError, 503),
            (DataError, 400),
            (KeyError, 500),
        ):
            with (
                self.subTest(problem=problem.__name__),
                patch("training.clients.views.find_plan", side_effect=problem("x")),
                self.assertNoLogs("training.clients.keys")
                if status == 400
                else self.assertLogs("training.clients.keys", "ERROR"),
            ):
                response = self.client.get(self.url("classify"), {"data": "1"})
                self.assertEqual(response.status_code, status)
                self.assertEqual(response.json().keys(), {"error"})

    def test_every_other_address_is_not_found(self) -> None:
        key = self.key.spell()
        for path in (
            f"/api/scratch/{key}/nothing",
            f"/api/scratch/{key}/train/more",
            f"/api/scratch/{key}/",
            f"/api/scratch/{key}",
            f"/saved-models/{key}/model",
            f"/saved-models/{key}",
        ):
            for method in ("get", "post", "put", "delete"):
                with self.subTest(path=path, method=method):
                    response = getattr(self.client, method)(path)
                    self.assert_refused(response, 404, "Not found")


class SavedModelStatusTests(ScratchTestCase):
    """GET /saved-models/<name>/status of a model that is no longer in use"""

    def ask(self, ml_model: MLModel):
        name = f"{self.key.spell()}-{ml_model.pk.hex}"
        return self.client.get(f"/saved-models/{name}/status")

    def test_one_that_a_newer_has_replaced_is_not_available(self) -> None:
        ml_model = self.make_ready()
        MLModel.objects.update(is_current=False, file_names=[])

        answered = self.ask(ml_model).json()

        self.assertEqual(answered["status"], "Failed")
        self.assertEqual(
            answered["error"],
            {"message": "A newer model has taken the place of this one"},
        )

    def test_one_that_was_deleted_is_not_found(self) -> None:
        ml_model = self.make_ready()
        self.client.force_login(self.ada)
        self.client.delete(reverse("training:model", args=[self.project.pk]))

        self.assertEqual(self.ask(ml_model).status_code, 404)
        self.assertEqual(self.ask(ml_model).json().keys(), {"error"})
