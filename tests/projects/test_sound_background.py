from typing import Any

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from mlforkids.demo import demo_projects, make_demo
from projects import actions
from projects.kinds import KINDS
from projects.models import Label, Project
from tests.own_storage import give_own_storage
from tests.school import SchoolTestCase, make_sound_project
from training.dashboard import describe_projects

from .sound_case import SoundCase
from .sounds import note, wav


class BackgroundLabelTests(SoundCase):
    """What the room sounds like: a label that is there from the start, and stays."""

    def setUp(self) -> None:
        super().setUp()
        self.background = self.project.labels.get(number=1)

    def url(self, name: str = "label", *more: object) -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, *more])

    def patch(self, **sent: Any) -> dict[str, Any]:
        url = self.url("label", 1)
        self.response = self.client.patch(url, sent, content_type="application/json")
        return dict(self.response.json())

    def test_the_form_for_a_new_project_makes_it(self) -> None:
        self.client.post(
            reverse("projects:list"), {"name": "My words", "kind": "sounds"}
        )

        project = self.ada.projects.get(name="My words")
        label = project.live_labels().get()
        self.assertEqual(
            (label.number, label.name, label.is_background),
            (1, "Background noise", True),
        )

    def test_only_kinds_that_listen_have_one(self) -> None:
        for code, kind in KINDS.items():
            with self.subTest(code):
                project = actions.create_project(self.ada, code, code)
                made = project.labels.filter(is_background=True).count()
                self.assertEqual(made, int(bool(kind.background_label)))
                self.assertEqual(project.labels.count(), made)

    def test_it_says_what_it_is(self) -> None:
        listed = self.client.get(self.url("labels")).json()

        flags = [(each["number"], each["is_background"]) for each in listed]
        self.assertEqual(flags, [(1, True), (2, False), (3, False)])
        self.assertEqual(listed[0]["example_count"], 1)

    def test_it_can_be_renamed_and_moved(self) -> None:
        answer = self.patch(name="Our classroom", position=7)

        self.assertEqual(self.response.status_code, 200)
        self.assertEqual(answer["name"], "Our classroom")
        listed = self.client.get(self.url("labels")).json()
        self.assertEqual([each["number"] for each in listed], [2, 3, 1])
        self.assertTrue(listed[-1]["is_background"])

    def test_nobody_can_say_that_another_is_it(self) -> None:
        self.client.post(
            self.url("labels"),
            {"name": "other", "is_background": True},
            content_type="application/json",
        )
        self.patch(is_background=False)

        marked = self.project.labels.filter(is_background=True)
        self.assertEqual([label.number for label in marked], [1])

    def test_it_cannot_be_deleted(self) -> None:
        response = self.client.delete(self.url("label", 1))

        self.assertEqual(response.status_code, 400)
        sentence = "This label has to stay: it is for when nobody speaks."
        self.assertEqual(response.json()["detail"], sentence)
        self.assertEqual(self.background.examples.count(), 1)
        self.assertIn(self.background, self.project.live_labels())

    def test_the_database_keeps_it(self) -> None:
        broken = [{"deleted_at": timezone.now()}, {"project_id": self.other().pk}]
        for change in broken:
            with (
                self.subTest(str(change)),
                self.assertRaises(IntegrityError),
                transaction.atomic(),
            ):
                Label.objects.filter(pk=self.background.pk).update(**change, number=99)

    def other(self) -> Project:
        return make_sound_project(self.grace)

    def test_restoring_it_changes_nothing(self) -> None:
        response = self.client.post(self.url("restore-label", 1))

        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.json()["is_background"])

    def test_its_examples_are_like_all_others(self) -> None:
        example = self.send(wav(note(90)), label=1)
        self.assertEqual(self.response.status_code, 201)
        url = self.url("example", example["id"])

        moved = self.client.patch(url, {"label": 2}, content_type="application/json")
        back = self.client.patch(url, {"label": 1}, content_type="application/json")
        deleted = self.client.delete(url).json()["deleted"]
        restored = self.client.post(
            self.url("restore-examples"),
            {"examples": deleted},
            content_type="application/json",
        )

        self.assertEqual((moved.status_code, back.status_code), (200, 200))
        self.assertEqual(restored.json()["examples"][0]["label"], 1)

    def test_it_counts_among_the_labels_that_a_class_allows(self) -> None:
        self.year_5.policy.label_quota = 3
        self.year_5.policy.save()

        response = self.client.post(
            self.url("labels"), {"name": "one more"}, content_type="application/json"
        )

        self.assertEqual(response.status_code, 409)

    def test_its_name_is_taken(self) -> None:
        response = self.client.post(
            self.url("labels"),
            {"name": "background NOISE"},
            content_type="application/json",
        )

        self.assertEqual(response.status_code, 409)

    def test_others_keep_their_numbers(self) -> None:
        project = actions.create_project(self.ada, "Words", "sounds")

        numbers = [actions.add_label(project, name).number for name in ("yes", "no")]

        self.assertEqual(numbers, [2, 3])

    def test_the_live_page_shows_it(self) -> None:
        rows = describe_projects(Project.objects.filter(pk=self.project.pk))

        labels = [(each["name"], each["count"]) for each in rows[0]["labels"]]
        self.assertEqual(labels, [("Background noise", 1), ("yes", 1), ("no", 0)])


class BackgroundOfTheDemoTests(TestCase):
    def test_the_demo_has_one_as_well(self) -> None:
        give_own_storage(self)

        made = make_demo("http://127.0.0.1/")

        self.assertIn("sounds", {each["kind"] for each in made["projects"]})
        name = next(each.name for each in demo_projects() if each.kind_code == "sounds")
        project = Project.objects.get(name=name)
        labels = list(project.live_labels())
        self.assertTrue(labels[0].is_background)
        self.assertEqual(sum(label.is_background for label in labels), 1)
        for label in labels:
            self.assertGreaterEqual(label.examples.count(), 8)


class BackgroundInOtherLanguagesTests(SchoolTestCase):
    def test_its_name_is_as_the_child_speaks(self) -> None:
        """It is stored as it was called when the project was made."""
        project = actions.create_project(self.ada, "Words", "sounds")

        self.assertEqual(project.labels.get().folded_name, "background noise")
