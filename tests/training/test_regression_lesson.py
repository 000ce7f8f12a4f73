import json
from typing import Any
from unittest.mock import patch

import numpy as np
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.kinds import Content
from projects.models import Project, TrainingExample
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, add_plants, make_regression_project
from training.models import MLModel
from training.predicting import outside, predict

from .lessons import Browser


class RowsBrowser(Browser):
    """Does what a page does while it learns rows; its line always says 20."""

    def report(self) -> dict[str, Any]:
        return {
            "chosen": "line",
            "errors": {"line": 0.5, "network": None},
            "measured": [[row["id"], [20.0]] for row in self.to_measure()],
            "trained": {
                "backend": "plain",
                "seconds": {"learning": 0.1},
                "epochs": 0,
                "loss": [],
            },
        }

    def to_measure(self) -> list[dict[str, Any]]:
        return [row for row in self.lesson["rows"] if row["group"] is not None]

    def weights(self, value: float = 0.5) -> bytes:
        return np.full(4, value, "<f4").tobytes()  # sun, two soils, and the bias


class RowsTestCase(SchoolTestCase):
    def setUp(self) -> None:
        give_own_storage(self)
        self.enterContext(patch("training.progress.announce"))
        self.project = self.make(12)
        self.client.force_login(self.ada)
        self.browser = RowsBrowser(self.client, self.project)

    def make(self, rows: int) -> Project:
        return make_regression_project(self.ada, rows)

    def current(self) -> MLModel:
        return MLModel.objects.of(self.project).current()


class RowsLessonTests(RowsTestCase):
    """POST /api/projects/<project_id>/model/, of a project that predicts numbers"""

    def test_the_browser_gets_rows_and_what_is_known_of_columns(self) -> None:
        answer = self.browser.start()

        self.assertEqual(answer.status_code, 201)
        lesson = self.browser.lesson
        self.assertEqual((len(lesson["rows"]), lesson["groups"]), (12, 5))
        self.assertEqual([each["number"] for each in lesson["inputs"]], [1, 2])
        self.assertEqual([each["number"] for each in lesson["targets"]], [3])
        self.assertEqual({row["group"] for row in lesson["rows"]}, set(range(5)))
        row = lesson["rows"][0]
        stored = TrainingExample.objects.get(pk=row["id"])
        self.assertEqual(row["values"], stored.values)

    def test_of_many_a_fifth_measures(self) -> None:
        add_plants(self.project, 38)
        self.browser.start()

        self.assertEqual(self.browser.lesson["groups"], 1)
        self.assertEqual(len(self.browser.to_measure()), 10)

    def test_rows_that_do_not_say_the_prediction_are_left_out(self) -> None:
        add_plants(self.project, 1)
        row = self.project.examples.first()
        row.values["3"] = None
        row.save(update_fields=["values"])

        self.browser.start()

        ids = [each["id"] for each in self.browser.lesson["rows"]]
        self.assertEqual((len(ids), str(row.pk) in ids), (12, False))

    def test_it_says_what_is_missing(self) -> None:
        self.project.examples.first().delete()
        self.project.examples.last().delete()
        self.project.examples.last().delete()
        for number, change, sentence in (
            (0, {}, "Add 1 more row with a number in “height”."),
            (3, {"is_predicted": False}, "Choose a column that the computer should"),
            (
                0,
                {"is_predicted": True, "kind": "number", "choices": []},
                "Add a column",
            ),
        ):
            with self.subTest(sentence=sentence):
                fields = self.project.fields.all()
                (fields.filter(number=number) if number else fields).update(**change)
                answer = self.browser.start()
                self.assertEqual(answer.status_code, 409)
                self.assertIn(sentence, answer.json()["detail"])

    def test_a_gap_in_the_predicted_column_does_not_count(self) -> None:
        for row in self.project.examples.all()[:4]:
            row.values["3"] = None
            row.save(update_fields=["values"])

        answer = self.browser.start()

        self.assertIn("Add 2 more rows with a number", answer.json()["detail"])


class RowsResultTests(RowsTestCase):
    """POST …/model/<ml_model_id>/result/"""

    def setUp(self) -> None:
        super().setUp()
        self.browser.start()

    def test_the_model_is_in_use_at_once_and_predicts(self) -> None:
        answer = self.browser.bring().json()

        self.assertEqual(answer["status"], "ready")
        [(field, value)] = predict(self.current(), Content({"1": 5.5, "2": "clay"}))
        self.assertEqual((field["name"], field["unit"]), ("height", "cm"))
        lesson = self.browser.lesson
        [sun, _], [target] = lesson["inputs"], lesson["targets"]
        away = (5.5 - sun["mean"]) / sun["deviation"]
        wanted = target["mean"] + target["deviation"] * (0.5 * away + 0.5 + 0.5)
        self.assertAlmostEqual(value, wanted, delta=1e-4)

    def test_it_says_what_it_has_not_seen(self) -> None:
        self.browser.bring()

        asked = Content({"1": 11.5, "2": "sand"})
        self.assertEqual(
            [each["name"] for each in outside(self.current(), asked)], ["sun"]
        )
        self.assertEqual(outside(self.current(), Content({"1": 11.0, "2": None})), [])

    def test_the_server_measures(self) -> None:
        evaluation = self.browser.bring().json()["evaluation"]

        self.assertEqual(evaluation["method"], "cross-validation")
        self.assertEqual(evaluation["example_count"], 12)
        [target] = evaluation["targets"]
        heights = [row.values["3"] for row in self.project.examples.all()]
        error = sum(abs(height - 20) for height in heights) / 12
        self.assertAlmostEqual(target["mean_absolute_error"], error)
        self.assertEqual(len(target["points"]), 12)
        self.assertEqual(evaluation["errors"], {"line": 0.5, "network": None})
        self.assertEqual(evaluation["trained"]["chosen"], "line")

    def test_the_files_can_be_had(self) -> None:
        answer = self.browser.bring().json()

        told = b"".join(self.client.get(answer["files"] + "regressor.json"))
        self.assertEqual(json.loads(told)["inputs"], self.browser.lesson["inputs"])
        names = {"model.json", "weights.bin", "regressor.json"}
        self.assertEqual(set(self.current().file_names), names)

    def test_a_network_has_other_weights(self) -> None:
        size = 3 * 50 + 50 + 50 * 50 + 50 + 50 + 1
        weights = np.zeros(size, "<f4").tobytes()
        refused = self.browser.bring(chosen="network")

        answer = self.browser.bring(chosen="network", weights=weights)

        self.assertEqual((refused.status_code, answer.status_code), (400, 200))
        self.assertEqual(answer.json()["evaluation"]["chosen"], "network")

    def test_a_row_deleted_meanwhile_may_be_missing(self) -> None:
        measured = self.browser.report()["measured"]
        self.assertEqual(self.browser.bring(measured=measured[1:]).status_code, 400)

        self.project.examples.filter(pk=measured[0][0]).delete()

        self.assertEqual(self.browser.bring(measured=measured[1:]).status_code, 200)

    def test_what_cannot_be_is_refused(self) -> None:
        measured = self.browser.report()["measured"]
        row_id = measured[0][0]
        for change in (
            {"chosen": "forest"},
            {"chosen": None},
            {"errors": None},
            {"errors": {"line": None, "network": 1}},
            {"errors": {"line": "1", "network": 1}},
            {"measured": None},
            {"measured": [*measured, measured[0]]},
            {"measured": [[row_id, []], *measured[1:]]},
            {"measured": [[row_id, [1, 2]], *measured[1:]]},
            {"measured": [[row_id, [1e39]], *measured[1:]]},
            {"measured": [[row_id, [None]], *measured[1:]]},
            {"measured": [[row_id, 20], *measured[1:]]},
        ):
            with self.subTest(change=change), self.assertLogs("training", "WARNING"):
                self.assertEqual(self.browser.bring(**change).status_code, 400)
        self.assertEqual(self.browser.bring(weights=bytes(12)).status_code, 400)
        self.assertEqual(self.browser.bring().status_code, 200)

    def test_strangers_bring_nothing(self) -> None:
        file = SimpleUploadedFile("weights", self.browser.weights())
        body = {"weights": file, "report": json.dumps(self.browser.report())}
        args = [self.project.pk, self.browser.lesson["id"]]
        self.client.force_login(self.grace)

        answer = self.client.post(reverse("training:lesson-result", args=args), body)

        self.assertEqual(answer.status_code, 404)
