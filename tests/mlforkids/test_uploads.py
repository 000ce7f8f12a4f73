import json
from http.client import HTTPResponse

from django.conf import settings
from django.test import Client, TransactionTestCase
from django.urls import reverse

from classrooms.models import User
from tests.school import make_classroom, make_project, make_student

from .site import SiteInAThread

MB = 1024 * 1024
ROW = b"1.5,red,cat" + b" " * 1012 + b"\n"
HEAD = (
    b'--edge\r\nContent-Disposition: form-data; name="file"; filename="pets.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\nweight,colour,label\n"
)


class UploadTests(SiteInAThread, TransactionTestCase):
    """Tables, all the way through the web server."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.project = make_project(ada, cat=1, dog=1)
        client = Client()
        client.force_login(ada, settings.AUTHENTICATION_BACKENDS[1])
        self.cookies = client.cookies[settings.SESSION_COOKIE_NAME].OutputString()

    def test_a_large_table_is_read(self) -> None:
        response, answer = self.upload(ROW * 2900)

        self.assertEqual(response.status, 200, answer)
        self.assertEqual(json.loads(answer)["good"], 2900)

    def test_one_that_is_too_large_is_refused_by_those_who_know_tables(self) -> None:
        response, answer = self.upload(ROW * 5 * 1024)

        self.assertEqual(response.status, 400)
        self.assertIn("4 MB is the limit", json.loads(answer)["detail"])

    def upload(self, table: bytes) -> tuple[HTTPResponse, bytes]:
        url = reverse("projects:import-examples", args=[self.project.pk])
        body = HEAD + table + b"\r\n--edge--\r\n"
        cookie = f"{self.cookies.split(';')[0]}; csrftoken={'a' * 32}"
        return self.hear(
            self.send(
                f"POST {url} HTTP/1.1",
                "Content-Type: multipart/form-data; boundary=edge",
                f"Content-Length: {len(body)}",
                f"Cookie: {cookie}",
                f"X-CSRFToken: {'a' * 32}",
                body=body,
            )
        )
