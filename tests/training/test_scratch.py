import json
import re
from collections.abc import Sequence
from unittest.mock import patch

from django.urls import reverse

from projects import actions
from projects.models import ProjectKey
from tests.school import SchoolTestCase, make_project
from training.clients import throttles
from training.learning.artefacts import ArtefactIsGone
from training.models import MLModel


class Pretend:
    """A classifier that says what it was told to."""

    def __init__(self, *confidences: float) -> None:
        self.confidences = list(confidences)
        self.rows: list[Sequence[object]] = []

    def classify(self, row: Sequence[object]) -> list[float]:
        self.rows.append(row)
        return self.confidences


class ScratchTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=3)
        cls.key = ProjectKey.objects.of_member(cls.project, cls.ada)

    def url(self, name: str, key: str = "") -> str:
        return reverse(f"training:scratch-{name}", args=[key or self.key.spell()])

    def post(self, name: str, body: object):
        return self.client.post(self.url(name), body, "application/json")

    def make_ready(self) -> MLModel:
        return MLModel.objects.create(
            project=self.project,
            status="ready",
            is_current=True,
            finished_at=self.project.created_at.replace(
                year=2026, month=1, day=2, hour=3, minute=4, second=5, microsecond=6789
            ),
            schema={
                "fields": [
                    {"number": 1, "name": "weight", "kind": "number", "choices": []},
                    {
                        "number": 2,
                        "name": "colour",
                        "kind": "choice",
                        "choices": ["red", "blue"],
                    },
                ],
                "labels": [{"number": 1, "name": "cat"}, {"number": 2, "name": "dog"}],
                "label_order": [1, 0],
            },
            file_names=["client.zip", "tree.json"],
        )


class StatusTests(ScratchTestCase):
    """GET /api/scratch/<key>/status"""

    def test_it_is_true_at_every_stage(self) -> None:
        expected = [
            (None, 0, "Model Non Existent"),
            ({"status": "queued"}, 1, "Model not ready yet"),
            ({"status": "training"}, 1, "Model not ready yet"),
            (
                {"status": "failed", "finished_at": self.project.created_at},
                0,
                "Model Failed",
            ),
        ]
        for fields, status, message in expected:
            with self.subTest(message=message, fields=str(fields)):
                MLModel.objects.all().delete()
                if fields:
                    MLModel.objects.create(project=self.project, **fields)
                response = self.client.get(self.url("status"))
                self.assertEqual(
                    response.json(),
                    {"status": status, "msg": message, "type": "numbers"},
                )
                self.assertEqual(response["Cache-Control"], "no-store")

    def test_ready_is_ready_also_after_a_later_failure(self) -> None:
        self.make_ready()
        MLModel.objects.create(
            project=self.project, status="failed", finished_at=self.project.created_at
        )

        self.assertEqual(self.client.get(self.url("status")).json()["status"], 2)


class ClassifyTests(ScratchTestCase):
    """GET and POST /api/scratch/<key>/classify"""

    def setUp(self) -> None:
        self.classifier = Pretend(0.254, 0.746)
        self.load = self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def test_best_first_in_whole_percent_with_the_model_s_time(self) -> None:
        self.make_ready()

        response = self.client.get(self.url("classify"), {"data": ["3.5", "RED"]})

        self.assertEqual(
            response.content,
            b'[{"class_name": "dog", "confidence": 75, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}, '
            b'{"class_name": "cat", "confidence": 25, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}]',
        )
        self.assertEqual(response["Cache-Control"], "max-age=10")
        self.assertEqual(self.classifier.rows, [[3.5, "red"]])

    def test_post_takes_a_list_or_an_object_by_field_name(self) -> None:
        self.make_ready()

        for data in ([1, "blue"], {"colour": "blue", "WEIGHT": "1"}):
            response = self.post("classify", {"data": data})
            self.assertEqual(response.status_code, 200)
            self.assertNotIn("max-age", response.get("Cache-Control", ""))
        self.assertEqual(self.classifier.rows, [[1.0, "blue"], [1.0, "blue"]])

    def test_missing_values_are_allowed(self) -> None:
        self.make_ready()

        self.post("classify", {"data": {"weight": 2}})
        self.client.get(self.url("classify"), {"data": ["", "red"]})

        self.assertEqual(self.classifier.rows, [[2.0, None], [None, "red"]])

    def test_the_newest_timestamp_answers_not_modified(self) -> None:
        self.make_ready()

        def ask(since: str) -> int:
            return self.client.get(
                self.url("classify"),
                {"data": ["1", "red"]},
                headers={"If-Modified-Since": since},
            ).status_code

        self.assertEqual(ask("2026-01-02T03:04:05.006Z"), 304)
        self.assertEqual(ask("2026-01-02T03:04:05.007Z"), 200)

    def test_without_a_model_it_guesses_and_says_so(self) -> None:
        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})

        self.assertEqual(
            sorted(each["class_name"] for each in response.json()), ["cat", "dog"]
        )
        for each in response.json():
            self.assertEqual((each["confidence"], each["random"]), (50, True))
            self.assertRegex(
                each["classifierTimestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"
            )

    def test_a_renamed_label_is_called_by_its_new_name_at_once(self) -> None:
        self.make_ready()
        label = self.project.live_labels()[0]
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        actions.change_label(label, name="kitten")

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})
        names = [each["class_name"] for each in response.json()]
        self.assertEqual(names, ["dog", "kitten"])

    def test_a_new_column_is_asked_for_at_once(self) -> None:
        self.make_ready()
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        actions.add_field(self.project, "legs", "number")

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})
        self.assertEqual(response.json(), {"error": "Missing data"})

    def test_asking_costs_one_question_to_the_database(self) -> None:
        self.make_ready()
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        with self.assertNumQueries(1):  # the key, its project, the model in use
            self.client.get(self.url("classify"), {"data": ["1", "red"]})

    def test_a_model_deleted_meanwhile_becomes_a_guess(self) -> None:
        self.make_ready()
        self.load.side_effect = ArtefactIsGone

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})

        self.assertTrue(response.json()[0]["random"])

    def test_it_says_what_is_wrong(self) -> None:
        self.make_ready()
        for data, sentence in (
            ([], "Missing data"),
            (["1"], "Missing data"),
            (["1", "red", "2"], "Invalid data"),
            (["x", "red"], "Invalid data"),
            (["1", "green"], "Invalid data"),
            (["-1e300", "red"], "Number is too small"),
            (["1e300", "red"], "Number is too big"),
            (["1\0", "red"], "Invalid data"),
        ):
            with self.subTest(data=data):
                response = self.client.get(self.url("classify"), {"data": data})
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json(), {"error": sentence})

    def test_any_body_is_answered_in_json(self) -> None:
        deep = b"[" * 200_000
        for body in (b"", b"{", b"null", b"3", b'{"data": 3}', b"\xff", deep):
            with self.subTest(body=body[:10]):
                response = self.post("classify", body)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json().keys(), {"error"})

    def test_a_large_body_is_refused(self) -> None:
        response = self.post("classify", b"x" * (4 * 1024 * 1024 + 1))

        self.assertEqual(response.status_code, 413)
        self.assertEqual(response.json().keys(), {"error"})


class TrainTests(ScratchTestCase):
    """GET and POST /api/scratch/<key>/train"""

    def test_it_stores_the_example_and_answers_200(self) -> None:
        response = self.post("train", {"data": ["1.5", "red"], "label": "DOG"})

        self.assertEqual(response.status_code, 200)
        stored = self.project.examples.get(pk=response.json()["id"])
        self.assertEqual(stored.label.name, "dog")
        self.assertEqual(stored.author, self.ada)
        self.assertEqual(response.json()["numberdata"], [1.5, "red"])
        self.assertEqual(response.json()["label"], "dog")

    def test_it_says_what_is_wrong(self) -> None:
        for body, sentence in (
            ({}, "Missing data"),
            ({"data": [1, "red"]}, "Missing data"),
            ({"label": "cat"}, "Missing data"),
            ({"data": [1, "red"], "label": "bird"}, "Invalid label"),
            ({"data": [1, "red"], "label": 3}, "Invalid label"),
            ({"data": "x", "label": "cat"}, "Invalid data"),
            ({"data": [-1e300, "red"], "label": "cat"}, "Number is too small"),
            ({"data": [1e300, "red"], "label": "cat"}, "Number is too big"),
        ):
            with self.subTest(body=body):
                response = self.post("train", body)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json(), {"error": sentence})
        self.assertEqual(self.project.examples.count(), 6)

    def test_a_full_project_says_so(self) -> None:
        self.year_5.policy.row_quota = 6
        self.year_5.policy.save()

        response = self.post("train", {"data": [1, "red"], "label": "cat"})

        self.assertEqual(response.status_code, 409)
        self.assertEqual(
            response.json()["error"],
            "Project already has maximum allowed amount of training data",
        )

    def test_rows_are_not_listed(self) -> None:
        self.assertEqual(self.client.get(self.url("train")).status_code, 405)


class ModelsTests(ScratchTestCase):
    """POST /api/scratch/<key>/models"""

    def setUp(self) -> None:
        self.enterContext(patch("training.actions.train_model.send"))

    def test_it_starts_training_and_says_where_to_look(self) -> None:
        model = self.post("models", "anything").json()

        self.assertEqual(model["status"], "Training")
        path = re.fullmatch(
            r"http://testserver/(saved-models/[^/]+)/status", model["urls"]["status"]
        )
        answered = self.client.get(f"/{path[1]}/status").json()
        self.assertEqual(answered["status"], "Training")
        self.assertEqual(
            model["urls"].keys(), {"status", "model", "tree", "dot", "vocab"}
        )

    def test_every_training_has_a_folder_of_its_own(self) -> None:
        first = self.post("models", {}).json()["urls"]["status"]
        MLModel.objects.all().delete()

        self.assertNotEqual(self.post("models", {}).json()["urls"]["status"], first)

    def test_asking_twice_trains_once(self) -> None:
        first, second = self.post("models", {}), self.post("models", {})

        self.assertEqual(first.json(), second.json())
        self.assertEqual(MLModel.objects.count(), 1)

    def test_too_little_data_is_a_failed_model(self) -> None:
        self.project.examples.all().delete()

        response = self.post("models", {})

        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json()["status"], "Failed")
        self.assertEqual(
            response.json()["error"],
            {"message": "More training data needed to train a model"},
        )

    def test_a_ready_model_describes_its_columns(self) -> None:
        ml_model = self.make_ready()

        name = f"{self.key.spell()}-{ml_model.pk.hex}"
        model = self.client.get(f"/saved-models/{name}/status").json()

        self.assertEqual(model["status"], "Available")
        self.assertEqual(model["lastupdate"], "2026-01-02T03:04:05.006Z")
        self.assertEqual(model["labels"], ["dog", "cat"])
        self.assertEqual(
            model["features"],
            {
                "weight": {"name": "f0", "type": "float64"},
                "colour": {"name": "f1", "type": "object"},
                "label": {"name": "mlforkids_outcome_label", "type": "object"},
            },
        )

    def test_the_files_go_with_the_model(self) -> None:
        name = f"{self.key.spell()}-{'0' * 32}"
        for file in ("status", "model/model.zip", "tree", "dot"):
            for given in (name, f"{self.key.spell()}-x", "x"):
                with self.subTest(file=file, name=given[-5:]):
                    response = self.client.get(f"/saved-models/{given}/{file}")
                    self.assertEqual(response.status_code, 404)
                    self.assertEqual(response.json().keys(), {"error"})


class KeyTests(ScratchTestCase):
    """What holds of every endpoint that takes a key."""

    NAMES = ("status", "classify", "train", "models")

    def test_a_key_has_the_shape_clients_check(self) -> None:
        hex_ = "[0-9a-f]"
        self.assertRegex(
            self.key.spell(),
            f"^{hex_}{{8}}-{hex_}{{4}}-1{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}"
            f"{hex_}{{8}}-{hex_}{{4}}-4{hex_}{{3}}-[89ab]{hex_}{{3}}-{hex_}{{12}}$",
        )

    def test_an_unknown_key_is_not_found(self) -> None:
        other = "0" * 72
        for name in self.NAMES:
            for key in (other, "x", "é" * 72, self.key.spell()[:-1]):
                with self.subTest(name=name, key=key[:5]):
                    url = self.url(name, key)
                    method = self.client.post if name == "models" else self.client.get
                    response = method(url)
                    self.assertEqual(response.status_code, 404)
                    self.assertEqual(
                        response.json(), {"error": "Scratch key not found"}
                    )

    def test_a_renewed_key_locks_the_former_out(self) -> None:
        former = self.url("status")
        self.key.renew()

        self.assertEqual(self.client.get(former).status_code, 404)
        self.assertEqual(self.client.get(self.url("status")).status_code, 200)

    def test_each_scope_is_asked_for(self) -> None:
        asks = {
            "can_classify": lambda: self.client.get(self.url("status")),
            "can_write": lambda: self.post(
                "train", {"data": [1, "red"], "label": "cat"}
            ),
            "can_train": lambda: self.post("models", {}),
        }
        for scope, ask in asks.items():
            with self.subTest(scope=scope):
                for each in asks:
                    setattr(self.key, each, each != scope)
                self.key.save()
                self.assertEqual(ask().status_code, 403)
                self.assertEqual(ask().json(), {"error": "This key may not do that"})

    def test_pages_of_any_site_may_ask(self) -> None:
        for name in self.NAMES:
            with self.subTest(name=name):
                preflight = self.client.options(self.url(name))
                self.assertEqual(preflight.status_code, 204)
                self.assertEqual(preflight["Access-Control-Allow-Origin"], "*")
                self.assertEqual(
                    preflight["Access-Control-Allow-Headers"],
                    "Content-Type, Accept, X-User-Agent, If-Modified-Since",
                )
                self.assertIn("POST", preflight["Access-Control-Allow-Methods"])
                answer = self.client.delete(self.url(name))
                self.assertEqual(answer.status_code, 405)
                self.assertEqual(answer["Access-Control-Allow-Origin"], "*")

    def test_no_cookies_no_csrf(self) -> None:
        client = self.client_class(enforce_csrf_checks=True)

        response = client.post(
            self.url("train"),
            json.dumps({"data": [1, "red"], "label": "cat"}),
            "application/json",
        )

        self.assertEqual(response.status_code, 200)
        self.assertFalse(response.cookies)

    def test_a_program_that_runs_wild_is_told_to_wait(self) -> None:
        throttles._uses.clear()
        with patch.dict("training.clients.throttles.ALLOWED", {"classify": 2}):
            codes = [self.client.get(self.url("status")) for _ in range(3)]

        self.assertEqual([each.status_code for each in codes], [200, 200, 429])
        self.assertGreaterEqual(int(codes[2]["Retry-After"]), 1)

    def test_two_first_looks_make_one_key(self) -> None:
        first = ProjectKey.objects.of_member(self.project, self.grace)
        second = ProjectKey.objects.of_member(self.project, self.grace)

        self.assertEqual(first.spell(), second.spell())

    def test_the_database_does_not_hold_the_key(self) -> None:
        stored = str(ProjectKey.objects.filter(pk=self.key.pk).values().get())

        self.assertNotIn(self.key.spell(), stored)
        self.assertNotIn(self.key.spell()[:36], stored)
