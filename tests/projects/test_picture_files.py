from unittest.mock import patch
from uuid import uuid4

from django.core.files.storage import default_storage
from django.urls import reverse

from tests.school import make_text_project

from .picture_case import PictureCase

FOREVER = "private, max-age=31536000, immutable"


class PictureFileTests(PictureCase):
    """The files of a picture, as pages show them."""

    def setUp(self) -> None:
        super().setUp()
        self.example = self.project.examples.get()

    def url(self, name: str = "thumbnail.webp") -> str:
        arguments = [self.project.pk, self.example.pk, name]
        return reverse("projects:example-file", args=arguments)

    def test_each_comes_as_what_it_is(self) -> None:
        kinds = {
            "picture.jpg": "jpeg",
            "learning.jpg": "jpeg",
            "thumbnail.webp": "webp",
        }
        for name, kind in kinds.items():
            with self.subTest(name):
                response = self.client.get(self.url(name))

                with default_storage.open(self.example.files_prefix + name) as file:
                    self.assertEqual(response.content, file.read())
                self.assertEqual(response["Content-Type"], f"image/{kind}")
                self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                self.assertEqual(
                    response["Content-Disposition"], f'inline; filename="{name}"'
                )
                self.assertEqual(response["Cache-Control"], FOREVER)
                length = len(response.content)
                self.assertEqual(response["Content-Length"], str(length))

    def test_who_has_it_already_is_told_so(self) -> None:
        tag = self.client.get(self.url())["ETag"]

        with patch.object(default_storage, "open") as opening:
            again = self.client.get(self.url(), headers={"If-None-Match": tag})

        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertEqual((again["ETag"], again["Cache-Control"]), (tag, FOREVER))
        opening.assert_not_called()
        other = self.client.get(self.url(), headers={"If-None-Match": '"x"'})
        self.assertEqual(other.status_code, 200)

    def test_who_may_not_see_the_project_hears_nothing_of_it(self) -> None:
        may = {self.ada: 200, self.rivera: 200, self.grace: 404, self.okoro: 404}
        for person, code in may.items():
            with self.subTest(person):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url()).status_code, code)
        self.client.logout()
        self.assertEqual(self.client.get(self.url()).status_code, 403)

    def test_what_is_not_there(self) -> None:
        for name in ("secret", "..", "picture.png", "learning.jpg.exe"):
            with self.subTest(name):
                url = self.url().replace("thumbnail.webp", name)
                self.assertEqual(self.client.get(url).status_code, 404)
        other = self.url().replace(str(self.example.pk), str(uuid4()))
        self.assertEqual(self.client.get(other).status_code, 404)

    def test_an_example_of_another_project(self) -> None:
        other = make_text_project(self.ada, happy=["Hooray"])

        for project, example in [
            (other, self.example),
            (other, other.examples.get()),
        ]:
            arguments = [project.pk, example.pk, "picture.jpg"]
            url = reverse("projects:example-file", args=arguments)
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_a_file_that_is_gone(self) -> None:
        default_storage.delete(self.example.files_prefix + "thumbnail.webp")

        self.assertEqual(self.client.get(self.url()).status_code, 404)

    def test_the_storage_is_away(self) -> None:
        for error in (OSError(5, "broken"), ValueError("whatever")):
            with patch.object(default_storage, "open", side_effect=error):
                response = self.client.get(self.url())

            self.assertEqual(response.status_code, 503)
            self.assertNotIn("Cache-Control", response)

    def test_a_few_queries(self) -> None:
        with self.assertNumQueries(3):  # session, person, example with its project
            self.client.get(self.url())
