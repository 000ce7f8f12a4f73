import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import Moderation, TrainingExample
from tests.school import SchoolTestCase, make_project, make_student, make_text_project


class ReviewPageTests(SchoolTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.project = make_text_project(self.rivera, happy=["Hooray"], sad=[])
        self.project.classroom = self.year_5
        self.project.save()
        self.client.force_login(self.rivera)

    def get(self, project=None):
        project = project or self.project
        return self.client.get(reverse("projects:review", args=[project.pk]))

    def data(self) -> dict:
        page = self.get().content.decode()
        found = re.search(r'id="project-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        return json.loads(found[1])

    def add(self, user, text: str, state: str = Moderation.WAITING) -> None:
        label = self.project.labels.get(name="sad")
        TrainingExample.objects.create(
            project=self.project, label=label, author=user, text=text, state=state
        )

    def test_it_counts_what_waits_and_what_is_hidden(self) -> None:
        self.add(self.ada, "Oh no")
        self.add(self.ada, "Alas")
        self.add(self.grace, "Go away", Moderation.HIDDEN)

        data = self.data()

        counts = [data[name] for name in ("waiting", "hidden", "count")]
        self.assertEqual(counts, [2, 1, 4])
        self.assertEqual([each["name"] for each in data["labels"]], ["happy", "sad"])
        self.assertTrue(data["isShared"])

    def test_students_are_those_of_the_class_and_those_who_have_left_it(self) -> None:
        self.add(self.linus, "Oh no")

        names = [each["name"] for each in self.data()["students"]]

        self.assertEqual(names, ["Ada", "Grace", "Linus"])

    def test_what_a_class_has_added_can_be_looked_through_without_it(self) -> None:
        self.add(self.ada, "Oh no")
        self.project.classroom = None
        self.project.save()

        data = self.data()

        self.assertEqual([each["name"] for each in data["students"]], ["Ada"])
        self.assertFalse(data["isShared"])

    def test_students_are_told_that_it_is_not_for_them(self) -> None:
        self.client.force_login(self.ada)

        self.assertEqual(self.get().status_code, 403)
        self.assertEqual(self.get(make_project(self.ada, cat=1)).status_code, 403)

    def test_a_students_own_project_is_not_for_teachers_to_judge(self) -> None:
        self.assertEqual(self.get(make_project(self.ada, cat=1)).status_code, 403)

    def test_strangers_are_not_told_that_it_exists(self) -> None:
        for stranger in (self.okoro, self.linus):
            with self.subTest(stranger=stranger):
                self.client.force_login(stranger)

                self.assertEqual(self.get().status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()

        self.assertEqual(self.get().status_code, 302)

    def test_a_large_class_costs_as_many_questions(self) -> None:
        with CaptureQueriesContext(
            connection,
        ) as few:
            self.get()
        for number in range(10):
            student = make_student(f"Student {number}", self.year_5)
            self.add(student, f"Oh no {number}")

        with self.assertNumQueries(len(few)):
            self.get()
