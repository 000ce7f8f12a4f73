from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from classrooms.models import User
from projects.models import Moderation, Project, ProjectKey, TrainingExample
from tests.own_storage import give_own_storage
from tests.school import (
    SchoolTestCase,
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
    make_text_project,
)
from training.learning.examples import read_examples
from training.models import MLModel


class WhatIsHiddenTests(SchoolTestCase):
    """An example that is not shown, wherever somebody could come across it."""

    def setUp(self) -> None:
        give_own_storage(self)
        self.projects = {
            "text": make_text_project(
                self.rivera, happy=["Hooray", "Yes"], sad=["Oh no", "Alas", "Help"]
            ),
            "images": make_image_project(self.rivera, red=2, blue=3),
            "sounds": make_sound_project(self.rivera, background=1, low=2, high=3),
            "numbers": make_project(self.rivera, cat=2, dog=3),
            "regression": make_regression_project(self.rivera, rows=6),
        }
        for project in self.projects.values():
            project.classroom = self.year_5
            project.save()

    def hide(self, project: Project, state: str) -> TrainingExample:
        """Let the newest example of `project` be Ada's, and not shown."""
        example = project.examples.order_by("-created_at", "-pk")[0]
        example.state, example.author = state, self.ada
        example.save()
        return example

    def each(self):
        """Yield every project with an example that is not shown."""
        for name, project in self.projects.items():
            for state in (Moderation.WAITING, Moderation.HIDDEN):
                with self.subTest(name, state=state):
                    yield project, self.hide(project, state)

    def ask(self, person: User, name: str, project: Project) -> HttpResponse:
        self.client.force_login(person)
        return self.client.get(reverse(name, args=[project.pk]))

    def test_no_model_learns_from_it(self) -> None:
        for project, hidden in self.each():
            ml_model = MLModel.objects.create(project=project)
            learnt = read_examples(ml_model)

            shown = {str(each.pk) for each in project.examples.shown()}
            self.assertEqual(set(learnt.ids), shown)
            self.assertNotIn(str(hidden.pk), shown)
            self.assertEqual(ml_model.example_count, len(shown))
            ml_model.delete()

    def test_its_author_and_teachers_see_it_in_lists_and_others_do_not(self) -> None:
        for project, hidden in self.each():
            for person, sees in (
                (self.ada, True),
                (self.rivera, True),
                (self.grace, False),
            ):
                page = self.ask(person, "projects:examples", project).json()
                live = self.ask(person, "training:project-live", project).json()
                ids = {UUID(each["id"]) for each in page["examples"]}

                self.assertEqual(hidden.pk in ids, sees)
                self.assertEqual(len(ids), project.examples.count() - (not sees))
                self.assertIn("count", live)

    def test_it_counts_nowhere(self) -> None:
        for project, hidden in self.each():
            shown = project.examples.shown().count()
            labels = self.ask(self.grace, "projects:labels", project).json()
            page = self.ask(self.grace, "projects:detail", project)

            if hidden.label:
                counted = sum(label["example_count"] for label in labels)
                self.assertEqual(counted, shown)
            self.assertEqual(page.context["example_count"], shown)

    def test_classmates_do_not_get_its_files(self) -> None:
        for project, hidden in self.each():
            for name in project.kind.file_names:
                url = reverse(
                    "projects:example-file", args=[project.pk, hidden.pk, name]
                )
                for person, status in ((self.ada, 200), (self.grace, 404)):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(url).status_code, status)

    def test_tables_are_of_what_each_person_sees(self) -> None:
        project = self.projects["regression"]
        hidden = self.hide(project, Moderation.HIDDEN)
        for person, sees in (
            (self.ada, True),
            (self.rivera, True),
            (self.grace, False),
        ):
            table = self.ask(person, "projects:table", project)
            file = self.ask(person, "projects:table-file", project)

            self.assertEqual(str(hidden.pk) in table.content.decode(), sees)
            lines = b"".join(file).decode().splitlines()
            self.assertEqual(len(lines), 1 + project.examples.count() - (not sees))

    def test_no_key_lists_it(self) -> None:
        for project, hidden in self.each():
            if not project.kind.file_names:
                continue  # Programs are never told what was typed.
            for person in (self.rivera, self.ada, self.grace):
                key = ProjectKey.objects.for_page_of(project, person)
                listed = self.client.get(
                    reverse("training:scratch-train", args=[key.spell()])
                )

                self.assertEqual(len(listed.json()), project.examples.shown().count())
                self.assertNotIn(str(hidden.pk), listed.content.decode())
