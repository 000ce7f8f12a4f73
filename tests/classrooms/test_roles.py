from django.urls import reverse

from classrooms.models import User
from projects.models import DiscardedFiles, Project
from tests.school import SchoolTestCase, make_project


class RoleTests(SchoolTestCase):
    def test_a_child_whose_class_is_gone_does_not_become_a_teacher(self) -> None:
        self.client.force_login(self.ada)
        self.year_5.delete()

        page = self.client.get(reverse("classrooms:list"))

        self.assertEqual(page.status_code, 403)
        self.assertEqual(self.client.get(reverse("projects:list")).status_code, 200)


class AdminTests(SchoolTestCase):
    """/admin/"""

    def setUp(self) -> None:
        operator = User.objects.create_superuser("root@school.example", "x")
        self.client.force_login(operator)

    def test_deleting_a_project_deletes_its_files_and_tells_its_owner(self) -> None:
        for action in ("one", "several"):
            project = make_project(self.ada, cat=1)
            with self.subTest(action=action):
                if action == "one":
                    url = reverse("admin:projects_project_delete", args=[project.pk])
                    self.client.post(url, {"post": "yes"})
                else:
                    url = reverse("admin:projects_project_changelist")
                    chosen = {
                        "action": "delete_selected",
                        "_selected_action": [str(project.pk)],
                        "post": "yes",
                    }
                    self.client.post(url, chosen)
                self.assertFalse(Project.objects.exists())
                discarded = DiscardedFiles.objects.latest("pk")
                self.assertEqual(discarded.prefix, project.files_prefix)
        self.assertEqual(self.ada.removals.count(), 2)

    def test_people_and_classes_are_not_deleted_here(self) -> None:
        for name, row in (
            ("user", self.ada),
            ("student", self.ada.student),
            ("classroom", self.year_5),
        ):
            with self.subTest(name=name):
                url = reverse(f"admin:classrooms_{name}_delete", args=[row.pk])
                self.assertEqual(
                    self.client.post(url, {"post": "yes"}).status_code, 403
                )
