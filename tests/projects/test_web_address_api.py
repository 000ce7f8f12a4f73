"""Adding a picture by its address on the web, as pages do."""

from unittest.mock import patch

from django.core.files.storage import default_storage
from django.test import override_settings

from classrooms.models import Policy
from projects.models import DiscardedFiles
from projects.uploads import web
from tests.own_cache import give_own_cache
from tests.own_storage import give_own_storage
from tests.projects.pictures import jpeg, photo, png
from tests.projects.web_servers import WebTestCase, answer, lead_to
from tests.school import SchoolTestCase, make_image_project

ADDRESS = "https://pictures.example/cat"


class AddAddressTests(WebTestCase, SchoolTestCase):
    """POST /api/projects/<id>/examples/ with `address`."""

    def setUp(self) -> None:
        super().setUp()
        give_own_cache(self)
        give_own_storage(self)
        self.project = make_image_project(self.ada, cat=1, dog=1)
        self.url = f"/api/projects/{self.project.pk}/examples/"
        self.client.force_login(self.ada)

    def add(self, address: str = ADDRESS, **more: object):
        body = {"label": "1", "address": address, **more}
        return self.client.post(self.url, body)

    def test_it_is_fetched_now_and_stored(self) -> None:
        self.serve({"/cat": lead_to("/cat.jpg"), "/cat.jpg": answer(jpeg(photo()))})

        response = self.add()

        self.assertEqual(response.status_code, 201, response.content)
        stored = self.project.examples.get(pk=response.json()["id"])
        self.assertEqual((stored.label.name, stored.author), ("cat", self.ada))
        self.assertTrue(default_storage.exists(f"{stored.files_prefix}picture.jpg"))
        self.assertNotIn("pictures.example", str(response.json()))

    def test_twice_is_fetched_and_stored_once(self) -> None:
        self.serve({"/cat": answer(png(photo()))})
        id = "7e0b5c5e-6f9b-4c0a-8b7e-000000000001"

        codes = [self.add(id=id).status_code for _ in range(2)]

        self.assertEqual(codes, [201, 200])
        self.assertEqual(len(self.connected_to), 1)
        self.assertEqual(self.project.examples.count(), 3)

    def test_it_says_what_is_wrong(self) -> None:
        page = answer(b"<html>", Content_Type="text/html")
        no_picture = answer(b"<svg/>", Content_Type="image/png")
        self.serve({"/page": page, "/svg": no_picture})
        site = "https://pictures.example"
        for address, words in (
            (f"{site}/page", "Copy image address"),
            (f"{site}/svg", "not a picture that we can read"),
            ("http://127.0.0.1/cat.png", "does not lead to a picture on the internet"),
            ("http://[::1]/", "does not lead to a picture on the internet"),
            ("cat.png", "begins with https://"),
        ):
            with self.subTest(address):
                response = self.add(address)
                self.assertEqual(response.status_code, 400)
                self.assertIn(words, response.json()["detail"])
        self.assertEqual(self.project.examples.count(), 2)
        self.assertFalse(DiscardedFiles.objects.exists())

    def test_a_full_project_says_so(self) -> None:
        Policy.objects.filter(classroom=self.year_5).update(image_quota=2)
        self.serve({"/cat": answer(png(photo()))})

        response = self.add()

        self.assertEqual(response.status_code, 409)

    def test_many_at_once_have_to_wait(self) -> None:
        self.serve({"/cat": answer(png(photo()))})
        with patch.object(web, "ALLOWED", 1):
            self.add()
            response = self.add()

        self.assertEqual(response.status_code, 429)
        self.assertEqual(response["Retry-After"], "60")
        self.assertIn("Wait a minute", response.json()["detail"])

    @override_settings(WEB_ADDRESSES=False)
    def test_it_can_be_switched_off(self) -> None:
        response = self.add()

        self.assertEqual(response.status_code, 400)
        self.assertIn("does not fetch pictures", response.json()["detail"])
        self.assertEqual(self.looked_up, [])

    def test_only_its_owner_makes_the_server_ask(self) -> None:
        for person, code in ((self.rivera, 403), (self.grace, 404), (self.linus, 404)):
            self.client.force_login(person)
            with self.subTest(str(person)):
                self.assertEqual(self.add().status_code, code)
        self.client.logout()
        self.assertEqual(self.add().status_code, 403)
        self.assertEqual(self.looked_up, [])
