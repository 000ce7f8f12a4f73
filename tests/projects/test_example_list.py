import uuid

from django.urls import reverse

from tests.school import SchoolTestCase, make_project


class ExampleListTests(SchoolTestCase):
    """GET /api/projects/<project_id>/examples/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=70, dog=5)
        cls.url = reverse("projects:examples", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def test_pages_follow_each_other_without_gap_or_repeat(self) -> None:
        first = self.client.get(self.url, {"label": 1}).json()
        second = self.client.get(self.url, {"label": 1, "after": first["next"]}).json()

        ids = [each["id"] for each in first["examples"] + second["examples"]]
        self.assertEqual(first["count"], 70)
        self.assertEqual((len(ids), len(set(ids))), (70, 70))
        self.assertIsNone(second["next"])

    def test_some_by_id(self) -> None:
        wanted = self.project.examples.filter(label__number=2)[:2]
        ids = ",".join(str(each.pk) for each in wanted)

        response = self.client.get(self.url, {"ids": f"{ids},{uuid.uuid4()}"})

        self.assertEqual(response.json()["count"], 2)

    def test_nonsense_is_answered_kindly(self) -> None:
        pages = [
            "x",
            f"0001-01-01T00:00:00+23:59~{uuid.uuid4()}",
            f"9999-12-31T23:59:59-23:59~{uuid.uuid4()}",
            f"2024-01-01T00:00:00~{uuid.uuid4()}",
        ]
        queries = [{"label": "x"}, {"ids": "x"}, *({"after": page} for page in pages)]
        for query in queries:
            with self.subTest(query=query):
                self.assertEqual(self.client.get(self.url, query).status_code, 400)

    def test_a_page_may_be_asked_for_in_any_time_zone(self) -> None:
        for zone in ("+23:59", "-23:59"):
            after = f"2024-01-01T00:00:00{zone}~{uuid.uuid4()}"
            response = self.client.get(self.url, {"after": after})
            self.assertEqual(response.status_code, 200)

    def test_queries_do_not_grow_with_examples(self) -> None:
        small = make_project(self.ada, cat=1)
        for project in (small, self.project):
            # session, user, project, page, count
            with self.subTest(project=project), self.assertNumQueries(5):
                self.client.get(reverse("projects:examples", args=[project.pk]))
