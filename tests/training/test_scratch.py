import re
from unittest.mock import patch

from training.models import MLModel

from .scratch import ScratchTestCase
from .scratch_promises import SaysItsStage


class StatusTests(SaysItsStage, ScratchTestCase):
    """GET /api/scratch/<key>/status"""

    def test_ready_is_ready_also_after_a_later_failure(self) -> None:
        self.make_ready()
        MLModel.objects.create(
            project=self.project, status="failed", finished_at=self.project.created_at
        )

        self.assertEqual(self.client.get(self.url("status")).json()["status"], 2)


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
