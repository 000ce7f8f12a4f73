from unittest.mock import patch

from django.db import OperationalError
from django.test import SimpleTestCase
from django.urls import reverse

from classrooms.models.session import SessionStore
from projects.models import Project

BREAK = "The site is taking a short break."


class DatabaseIsAwayTests(SimpleTestCase):
    def setUp(self) -> None:
        self.client.raise_request_exception = False
        self.client.cookies["sessionid"] = "that-of-someone"
        self.enterContext(
            patch.object(SessionStore, "load", side_effect=OperationalError("gone"))
        )

    def test_a_page_says_so_kindly(self) -> None:
        response = self.client.get(reverse("projects:list"))

        self.assertEqual(response.status_code, 503)
        self.assertEqual(response.headers["Retry-After"], "10")
        self.assertIn("text/html", response.headers["Content-Type"])

    def test_a_program_gets_an_answer_that_it_can_read(self) -> None:
        response = self.client.get("/api/projects/")

        if response.status_code != 404:
            self.assertEqual(response.status_code, 503)
            self.assertIn(BREAK, response.json()["detail"])

    def test_the_site_still_says_that_it_is_alive(self) -> None:
        self.client.cookies.clear()  # Those who watch it have none.

        self.assertEqual(self.client.get("/healthz").status_code, 200)


class SomethingBrokeTests(SimpleTestCase):
    def test_another_error_is_not_taken_for_an_absent_database(self) -> None:
        self.client.raise_request_exception = False

        with patch("mlforkids.health.JsonResponse", side_effect=ValueError):
            response = self.client.get("/healthz")

        self.assertEqual(response.status_code, 500)

    def test_what_is_erased_in_the_very_moment_is_not_found(self) -> None:
        self.client.raise_request_exception = False

        with patch("mlforkids.health.JsonResponse", side_effect=Project.DoesNotExist):
            response = self.client.get("/healthz", headers={"accept": "text/html"})

        self.assertContains(response, "I can’t find that page", status_code=404)
