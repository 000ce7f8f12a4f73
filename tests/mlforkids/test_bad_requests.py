import json

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.test import RequestFactory, SimpleTestCase
from django.urls import reverse

from mlforkids.errors import bad_request
from tests.school import SchoolTestCase, make_project

MB = 1024 * 1024
TOO_LARGE = "This is too large. Please send less at a time."


class BadRequestTests(SchoolTestCase):
    """What Django itself refuses is refused in our words."""

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def test_a_form_that_is_too_large_is_413(self) -> None:
        form = "application/x-www-form-urlencoded"

        with self.assertLogs("django.security.RequestDataTooBig"):
            response = self.client.post("/join/", "a" * 6 * MB, content_type=form)

        self.assertContains(response, "That is too big for me", status_code=413)

    def test_too_many_fields_are_400(self) -> None:
        fields = {str(number): "1" for number in range(1001)}

        with self.assertLogs("django.security.TooManyFieldsSent"):
            response = self.client.post("/join/", fields)

        self.assertContains(response, "I could not read that", status_code=400)

    def test_too_many_fields_are_400_in_the_form_of_the_api(self) -> None:
        project = make_project(self.ada, cat=1, dog=1)
        url = reverse("projects:examples", args=[project.pk])

        with self.assertLogs("django.security.TooManyFieldsSent"):
            response = self.client.get(url, {"data": ["1"] * 1001})

        self.assertEqual(response.status_code, 400)
        self.assertIn("could not be read", response.json()["detail"])


class FormOfAnswerTests(SimpleTestCase):
    def test_the_api_gets_a_sentence_in_detail(self) -> None:
        request = RequestFactory().post("/api/projects/")

        for error, status in [(RequestDataTooBig, 413), (TooManyFieldsSent, 400)]:
            response = bad_request(request, error())

            self.assertEqual(response.status_code, status)
            self.assertEqual(list(json.loads(response.content)), ["detail"])

    def test_programs_of_other_sites_get_theirs(self) -> None:
        request = RequestFactory().get("/api/scratch/key/classify")

        response = bad_request(request, RequestDataTooBig())

        self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
        self.assertEqual(json.loads(response.content), {"error": TOO_LARGE})
