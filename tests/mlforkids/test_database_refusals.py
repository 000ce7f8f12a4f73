import json
from unittest.mock import patch

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.urls import reverse

from mlforkids.logs import JsonLines
from tests.school import SchoolTestCase, make_project, make_text_project


class DatabaseRefusalTests(SchoolTestCase):
    """What the API says if the database refuses what the checks have let through."""

    def setUp(self) -> None:
        project = make_project(self.ada, cat=1)
        self.url = reverse("projects:labels", args=[project.pk])
        self.client.force_login(self.ada)

    def add(self, problem: type[Exception]):
        with patch("projects.actions.add_label", side_effect=problem("x")):
            return self.client.post(self.url, {"name": "dog"}, "application/json")

    def test_each_is_a_sentence_and_noted_for_us(self) -> None:
        for problem, status, sentence in (
            (DataError, 400, "This cannot be stored. Change it, and try again."),
            (IntegrityError, 409, "Somebody was faster. Load the page again."),
        ):
            with (
                self.subTest(problem=problem.__name__),
                self.assertLogs("mlforkids.api", "ERROR"),
            ):
                response = self.add(problem)
                self.assertEqual(response.status_code, status)
                self.assertEqual(response.json(), {"detail": sentence})

    def test_one_that_is_away_is_no_fault_of_the_checks(self) -> None:
        with self.assertNoLogs("mlforkids.api"):
            response = self.add(OperationalError)

        self.assertEqual((response.status_code, response["Retry-After"]), (503, "5"))

    def test_the_row_it_did_not_take_is_in_no_log(self) -> None:
        example = make_text_project(self.ada, happy=["Hooray"]).examples.get()
        example.text = "typed by Ada " * 100

        with (
            self.assertLogs("mlforkids.api", "ERROR") as logs,
            patch("projects.actions.add_label", side_effect=lambda *_: example.save()),
            transaction.atomic(),
        ):
            self.client.post(self.url, {"name": "dog"}, "application/json")
            transaction.set_rollback(True)

        line = JsonLines().format(logs.records[0])
        self.assertIn("text_is_not_too_long", json.loads(line)["trace"])
        self.assertNotIn("typed by Ada", line)
