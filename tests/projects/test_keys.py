from django.urls import reverse

from projects.models import ProjectKey
from tests.school import SchoolTestCase, make_project


class ProjectKeyTests(SchoolTestCase):
    """/api/projects/<project_id>/key/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=1)
        cls.url = reverse("projects:key", args=[cls.project.pk])

    def test_the_owner_sees_the_same_key_every_time(self) -> None:
        self.client.force_login(self.ada)

        first, second = self.client.get(self.url), self.client.get(self.url)

        self.assertEqual(first.json(), second.json())
        self.assertEqual(first.json()["scopes"], ["classify", "write", "train"])
        self.assertIn(first.json()["key"], first.json()["url"])
        self.assertEqual(first["Cache-Control"], "no-store")

    def test_renewing_and_revoking(self) -> None:
        self.client.force_login(self.ada)
        first = self.client.get(self.url).json()["key"]

        second = self.client.post(self.url).json()["key"]
        self.assertNotEqual(first, second)

        self.assertEqual(self.client.delete(self.url).status_code, 204)
        self.assertFalse(ProjectKey.objects.matching(second).exists())
        self.assertNotEqual(self.client.get(self.url).json()["key"], second)

    def test_the_teacher_may_see_and_revoke_it(self) -> None:
        self.client.force_login(self.rivera)

        key = self.client.get(self.url).json()["key"]

        self.assertEqual(ProjectKey.objects.matching(key).get().member, self.ada)
        self.assertEqual(self.client.delete(self.url).status_code, 204)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                for method in ("get", "post", "delete"):
                    response = getattr(self.client, method)(self.url)
                    self.assertEqual(response.status_code, 404)

    def test_it_requires_login(self) -> None:
        self.assertEqual(self.client.get(self.url).status_code, 403)
