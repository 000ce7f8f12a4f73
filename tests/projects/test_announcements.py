from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import actions
from projects.importing import read_import
from projects.kinds import Content
from tests.school import SchoolTestCase, make_project


class AnnouncementTests(SchoolTestCase):
    """Every verb tells the class of the project's owner, after the commit."""

    def setUp(self) -> None:
        self.project = make_project(self.ada, cat=2, dog=2)
        self.cat, self.dog = self.project.live_labels()
        self.weight, _colour = self.project.live_fields()
        self.example = self.project.examples.first()

    def hear(self, verb) -> set[tuple[str | None, str | None]]:
        """Return what the class hears of: students and projects."""
        with (
            patch("classrooms.live.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            verb()
            send.assert_not_called()
        return {
            (call.args[0].student, call.args[0].project) for call in send.mock_calls
        }

    def test_each_verb_says_which_project_of_whom(self) -> None:
        project, ada = self.project, self.ada
        new = actions.NewExample(self.cat, Content({"1": 3.5, "2": "red"}))
        table = "weight,colour,label\n1,red,cat\n2,blue,bird"
        verbs = {
            "add": lambda: actions.add_examples(project, [new], ada),
            "import": lambda: actions.import_examples(
                project, read_import(project, table), ada
            ),
            "change": lambda: actions.change_example(self.example, self.ada, self.dog),
            "move": lambda: actions.move_examples(
                project, [self.example.pk], self.cat, self.ada
            ),
            "delete": lambda: actions.delete_examples(
                project, [self.example.pk], self.ada
            ),
            "add label": lambda: actions.add_label(project, "mouse"),
            "change label": lambda: actions.change_label(self.cat, name="kitten"),
            "delete label": lambda: actions.delete_label(self.dog),
            "restore label": lambda: actions.restore_part(self.dog, project),
            "add field": lambda: actions.add_field(project, "legs", "number"),
            "change field": lambda: actions.change_field(self.weight, name="mass"),
            "delete field": lambda: actions.delete_field(self.weight),
            "rename": lambda: actions.rename_project(project, "Animals"),
            "delete project": lambda: actions.delete_project(project, ada),
        }
        expected = {(str(ada.student.pk), str(project.pk))}
        for name, verb in verbs.items():
            with self.subTest(name):
                self.assertEqual(self.hear(verb), expected)

    def test_a_new_project_is_heard_of(self) -> None:
        heard = self.hear(lambda: actions.create_project(self.ada, "Cars", "numbers"))

        self.assertEqual(len(heard), 1)

    def test_what_changes_nothing_is_not_said(self) -> None:
        self.assertEqual(
            self.hear(lambda: actions.delete_examples(self.project, [], self.ada)),
            set(),
        )

    def test_a_teachers_own_project_is_no_news(self) -> None:
        project = make_project(self.rivera, cat=1)

        heard = self.hear(lambda: actions.add_label(project, "mouse"))

        self.assertEqual(heard, set())

    def test_telling_costs_no_query(self) -> None:
        self.client.force_login(self.ada)
        url = reverse("projects:examples", args=[self.project.pk])
        row = {"label": 1, "values": {"1": 4, "2": "red"}}

        with patch("classrooms.live.announce") as announce:
            with self.captureOnCommitCallbacks(execute=True):
                self.client.post(url, row, content_type="application/json")
            announce.assert_called_once()
        silent = CaptureQueriesContext(connection)
        with patch("projects.live.announce"), silent:
            self.client.post(url, row, content_type="application/json")
        with self.assertNumQueries(len(silent)):
            self.client.post(url, row, content_type="application/json")
