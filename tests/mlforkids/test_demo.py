import json
from io import StringIO
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.urls import reverse

from mlforkids.demo import make_demo
from mlforkids.demo_pictures import pictures_of
from projects.models import Project, TrainingExample
from training.advice import advice_on


class DemoTests(TestCase):
    """manage.py demo --json"""

    def demo(self) -> dict:
        out = StringIO()
        call_command("demo", "--json", "--url", "http://here/", stdout=out)
        return json.loads(out.getvalue())

    def test_it_is_one_object_that_lets_everybody_in(self) -> None:
        demo = self.demo()

        things = ["url", "teacher", "classroom", "students"]
        self.assertEqual(list(demo), [*things, "projects", "class_projects"])
        self.assertEqual(demo["url"], "http://here/")
        self.assertEqual(len(demo["students"]), 5)
        for student in demo["students"]:
            card = {"code": demo["classroom"]["code"], **student}
            response = self.client.post(reverse("classrooms:join"), card)
            self.assertEqual(response.status_code, 302)
        teacher = {"login": demo["teacher"]["email"], **demo["teacher"]}
        self.client.logout()
        response = self.client.post(reverse("account_login"), teacher)
        self.assertRedirects(response, "/", fetch_redirect_response=False)
        self.assertTrue(EmailAddress.objects.get().verified)

    def test_it_still_lets_everybody_in_when_the_words_to_draw_from_have_changed(
        self,
    ) -> None:
        with patch("mlforkids.demo.word_list", return_value=["old", "older"]):
            self.demo()

        self.test_it_is_one_object_that_lets_everybody_in()

    def test_its_projects_are_ready_to_train(self) -> None:
        projects = self.demo()["projects"]
        kinds = [project["kind"] for project in projects]
        others = ["text", "images", "sounds", "regression"]
        self.assertEqual(kinds, ["numbers", "numbers", *others])
        for project in projects:
            with self.subTest(project=project["name"]):
                path = reverse("training:scratch-models", args=[project["key"]])
                # Programs hear of numbers in words, and of text in numbers.
                started = "Training" if project["kind"] == "numbers" else 1
                self.assertEqual(self.client.post(path).json()["status"], started)

    def test_twice_changes_nothing_and_says_the_same(self) -> None:
        first, rows = self.demo(), TrainingExample.objects.count()
        second = self.demo()

        self.assertEqual(first, second)
        self.assertEqual(TrainingExample.objects.count(), rows)
        self.assertEqual(Project.objects.count(), 7)

    def test_the_class_has_begun_to_fill_a_project_together(self) -> None:
        demo = self.demo()

        project = Project.objects.exclude(classroom=None).get()
        self.assertEqual(
            demo["class_projects"], [{"name": project.name, "kind": "text"}]
        )
        added = project.examples.shown().values_list("author__student__username")
        names = {student["username"] for student in demo["students"]}
        self.assertEqual({name for (name,) in added}, names)
        self.assertEqual(advice_on(project), [])

    def test_its_sentences_are_all_there_and_all_different(self) -> None:
        self.demo()

        robot = Project.objects.get(kind_code="text", classroom=None)
        counts = [label.examples.count() for label in robot.live_labels()]
        self.assertEqual(counts, [12, 12, 12])
        self.assertEqual(robot.owner.student.username, "Katherine")
        self.assertEqual(advice_on(robot), [])

    def test_its_pictures_are_all_there_and_all_different(self) -> None:
        self.demo()

        shapes = Project.objects.get(kind_code="images")
        counts = [label.examples.count() for label in shapes.live_labels()]
        self.assertEqual(counts, [12, 12, 12])
        prints = shapes.examples.values_list("fingerprint", flat=True)
        self.assertEqual(len(set(prints)), 36)
        self.assertEqual(advice_on(shapes), [])

    def test_its_pictures_are_the_same_on_every_computer(self) -> None:
        first, again = list(pictures_of("star")), list(pictures_of("star"))

        self.assertEqual(first, again)

    def test_another_installation_has_other_secrets(self) -> None:
        here = self.demo()
        Project.objects.all().delete()
        with override_settings(SECRET_KEY="another"):
            there = make_demo("http://here/")

        self.assertNotEqual(here["teacher"], there["teacher"])
        self.assertNotEqual(here["students"], there["students"])
