"""The endpoints for programs, as a text project answers them: to the byte."""

from unittest.mock import patch

from django.test import SimpleTestCase

from projects import actions
from projects.kinds import KINDS, Content
from training.clients import throttles
from training.clients.kinds import TALKS
from training.models import MLModel

from .scratch import TextScratchTestCase
from .scratch_promises import SaysItsStage


class TextStatusTests(SaysItsStage, TextScratchTestCase):
    """GET /api/scratch/<key>/status"""


class TextTrainTests(TextScratchTestCase):
    def test_it_stores_the_example_and_answers_200(self) -> None:
        response = self.post("train", {"data": " Wau \n wau ", "label": "DOG"})

        self.assertEqual(response.status_code, 200)
        stored = self.project.examples.get(text="Wau wau")
        self.assertEqual((stored.label.name, stored.author), ("dog", self.ada))
        self.assertEqual(
            response.json(),
            {
                "id": str(stored.pk),
                "projectid": str(self.project.pk),
                "textdata": "Wau wau",
                "label": "dog",
            },
        )

    def test_twice_is_harmless(self) -> None:
        first = self.post("train", {"data": "Wau", "label": "dog"})

        again = self.post("train", {"data": " WÁU", "label": "dog"})

        self.assertEqual((again.status_code, again.json()), (200, first.json()))
        self.assertEqual(self.project.examples.count(), 5)

    def test_another_label_may_hold_the_same(self) -> None:
        response = self.post("train", {"data": "meow", "label": "dog"})

        self.assertEqual(response.json()["label"], "dog")
        self.assertEqual(self.project.examples.filter(text="meow").count(), 2)

    def test_it_says_what_is_wrong(self) -> None:
        for body, sentence in (
            ({}, "Missing data"),
            ([], "Missing data"),
            ({"data": "x"}, "Missing data"),
            ({"label": "cat"}, "Missing data"),
            ({"data": "", "label": "cat"}, "Missing data"),
            ({"data": " \n", "label": "cat"}, "Missing data"),
            ({"data": None, "label": "cat"}, "Missing data"),
            ({"data": "x", "label": "bird"}, "Invalid label"),
            ({"data": "x", "label": 3}, "Invalid label"),
            ({"data": ["x"], "label": "cat"}, "Invalid data"),
            ({"data": 7, "label": "cat"}, "Invalid data"),
            ({"data": "a\0", "label": "cat"}, "Invalid data"),
            ({"data": "\ud83d", "label": "cat"}, "Invalid data"),
            ({"data": "x", "label": "\udc00"}, "Invalid data"),
            (
                {"data": "x" * 1025, "label": "cat"},
                "Text is too long: 1024 characters at most",
            ),
        ):
            with self.subTest(body=ascii(body)[:40]):
                self.assert_refused(self.post("train", body), 400, sentence)
        self.assertEqual(self.project.examples.count(), 4)

    def test_a_full_project_says_so_but_for_what_it_holds(self) -> None:
        self.year_5.policy.text_quota = 4
        self.year_5.policy.save()

        refused = self.post("train", {"data": "new", "label": "cat"})
        held = self.post("train", {"data": "Meow", "label": "cat"})

        self.assert_refused(
            refused, 409, "Project already has maximum allowed amount of training data"
        )
        self.assertEqual((held.status_code, held.json()["textdata"]), (200, "meow"))

    def test_it_lists_all_examples(self) -> None:
        for query in ("", "?proxy=true"):
            response = self.client.get(self.url("train") + query)
            self.assertEqual(response["Cache-Control"], "max-age=120")
            listed = response.json()
            self.assertEqual(
                [(each["textdata"], each["label"]) for each in listed],
                [("meow", "cat"), ("purr", "cat"), ("woof", "dog"), ("bow wow", "dog")],
            )
            self.assertEqual(listed[0].keys(), {"id", "textdata", "label"})

    def test_listing_many_costs_as_many_questions_as_listing_few(self) -> None:
        with self.assertNumQueries(2):  # the key with its project, the examples
            self.client.get(self.url("train"))
        label = self.project.live_labels()[0]
        new = [
            actions.NewExample(label, Content(text=str(number)))
            for number in range(100)
        ]
        actions.add_examples(self.project, new, self.ada)

        with self.assertNumQueries(2):
            self.assertEqual(len(self.client.get(self.url("train")).json()), 104)

    def test_listing_again_and_again_is_told_to_wait(self) -> None:
        throttles._uses.clear()
        with patch.dict("training.clients.throttles.ALLOWED", {"list": 2}):
            codes = [self.client.get(self.url("train")).status_code for _ in range(3)]
            status = self.client.get(self.url("status")).status_code

        self.assertEqual((codes, status), ([200, 200, 429], 200))


class TextModelsTests(TextScratchTestCase):
    def setUp(self) -> None:
        self.enterContext(patch("training.actions.train_model.send"))

    def test_it_starts_training_once(self) -> None:
        for body in ({}, b"", b"not json", {"anything": 1}):
            response = self.post("models", body)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(
                response.content,
                b'{"status": 1, "msg": "Model not ready yet", "type": "text"}',
            )
        self.assertEqual(MLModel.objects.count(), 1)

    def test_too_little_data_is_a_training_that_failed(self) -> None:
        self.project.examples.filter(text="purr").delete()

        response = self.post("models", {})

        self.assertEqual(response.status_code, 200)
        self.assertEqual(
            response.json(), {"status": 0, "msg": "Model Failed", "type": "text"}
        )
        self.assertFalse(MLModel.objects.exists())

    def test_a_class_without_room_says_so(self) -> None:
        self.year_5.policy.storage_quota = 0
        self.year_5.policy.save()

        self.assert_refused(
            self.post("models", {}), 409, "The class has no room for another model"
        )

    def test_a_training_can_be_followed(self) -> None:
        ml_model = self.make_ready()
        address = f"/saved-models/{self.key.spell()}-{ml_model.pk.hex}"
        expected = {"status": 2, "msg": "Ready", "type": "text"}

        self.assertEqual(self.client.get(f"{address}/status").json(), expected)
        self.assertEqual(self.client.get(f"{address}/tree").status_code, 404)
        MLModel.objects.update(is_current=False, file_names=[])
        expected = {"status": 0, "msg": "Model Failed", "type": "text"}
        self.assertEqual(self.client.get(f"{address}/status").json(), expected)


class TextKeyTests(TextScratchTestCase):
    """What holds of every endpoint, whatever the kind."""

    def asks(self):
        return {
            "status": lambda: self.client.get(self.url("status")),
            "classify": lambda: self.client.get(self.url("classify"), {"data": "x"}),
            "list": lambda: self.client.get(self.url("train")),
            "write": lambda: self.post("train", {"data": "x", "label": "cat"}),
            "train": lambda: self.post("models", {}),
        }

    def test_each_scope_is_asked_for(self) -> None:
        self.enterContext(patch("training.actions.train_model.send"))
        needed = {"status": "classify", "list": "classify"}
        for name, ask in self.asks().items():
            scope = needed.get(name, name)
            for given in ("classify", "write", "train"):
                with self.subTest(name=name, given=given):
                    for each in ("classify", "write", "train"):
                        setattr(self.key, f"can_{each}", each == given)
                    self.key.save()
                    if given == scope:
                        self.assertEqual(ask().status_code, 200)
                    else:
                        self.assert_refused(ask(), 403, "This key may not do that")

    def test_a_revoked_key_is_unknown(self) -> None:
        self.key.delete()

        for name, ask in self.asks().items():
            with self.subTest(name=name):
                self.assert_refused(ask(), 404, "Scratch key not found")

    def test_head_is_no_method_and_options_is_open(self) -> None:
        for name in ("status", "classify", "train", "models"):
            with self.subTest(name=name):
                self.assertEqual(self.client.head(self.url(name)).status_code, 405)
                preflight = self.client.options(self.url(name))
                self.assertEqual(preflight.status_code, 204)
                self.assertEqual(preflight["Access-Control-Allow-Methods"], "GET, POST")


class KindsTests(SimpleTestCase):
    def test_every_kind_has_its_words(self) -> None:
        self.assertEqual(TALKS.keys(), KINDS.keys())
