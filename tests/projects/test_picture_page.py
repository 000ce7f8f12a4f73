import json
import re

from django.urls import reverse

from tests.school import SchoolTestCase, make_image_project, make_project


class PicturePageTests(SchoolTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.project = make_image_project(self.ada, cat=2, dog=0)

    def get(self, project, user) -> str:
        self.client.force_login(user)
        response = self.client.get(reverse("projects:train", args=[project.pk]))
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def data(self, page: str) -> dict:
        found = re.search(r'id="project-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        return json.loads(found[1])

    def test_it_says_how_many_pictures_the_project_has_room_for(self) -> None:
        data = self.data(self.get(self.project, self.ada))

        self.assertEqual(data["kind"], "images")
        self.assertEqual(data["quota"], 300)
        self.assertEqual([each["example_count"] for each in data["labels"]], [2, 0])

    def test_pictures_come_by_camera_pen_and_address_but_in_no_table(self) -> None:
        page = self.get(self.project, self.ada)

        for element in ("camera-dialog", "drawing-dialog", "address-dialog"):
            self.assertIn(f"<{element}>", page)
        self.assertNotIn("open-import", page)
        self.assertNotIn("<csv-import>", page)

    def test_a_teacher_sees_pictures_large_and_is_asked_for_none(self) -> None:
        page = self.get(self.project, self.rivera)

        self.assertIn("<picture-dialog>", page)
        self.assertNotIn("<camera-dialog>", page)

    def test_pages_of_other_kinds_bring_no_camera(self) -> None:
        page = self.get(make_project(self.ada, cat=1), self.ada)

        self.assertNotIn("camera", page)
        self.assertIn("open-import", page)
