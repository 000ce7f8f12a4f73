from django.urls import reverse

from tests.school import SchoolTestCase


class RoleTests(SchoolTestCase):
    def test_a_child_whose_class_is_gone_does_not_become_a_teacher(self) -> None:
        self.client.force_login(self.ada)
        self.year_5.delete()

        page = self.client.get(reverse("classrooms:list"))

        self.assertEqual(page.status_code, 403)
        self.assertEqual(self.client.get(reverse("projects:list")).status_code, 200)
