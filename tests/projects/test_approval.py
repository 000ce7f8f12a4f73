from projects.models import Moderation, Project
from tests.school import make_regression_project

from .class_case import ClassProjectTestCase, put


class WaitForApprovalTests(ClassProjectTestCase):
    """What students add and change where a teacher looks at it first."""

    def setUp(self) -> None:
        self.decide(needs_approval=True)

    def state_after(self, response) -> str:
        self.assertLess(response.status_code, 300, response.content)
        return response.json()["state"]

    def change(self, person, example, **data):
        return self.ask(person, "patch", "example", data, example_id=example.pk)

    def test_what_a_student_adds_waits_and_a_teachers_does_not(self) -> None:
        self.assertEqual(self.state_after(self.add(self.ada, "Hooray")), "waiting")
        self.assertEqual(self.state_after(self.add(self.novak, "Yay")), "shown")

    def test_a_shown_one_waits_again_once_its_author_changes_it(self) -> None:
        example, other = put(self.happy, self.ada, "Hooray", "Yay")

        changed = self.change(self.ada, example, text="Rude")
        moved = self.change(self.ada, other, label=2)

        self.assertEqual(self.state_after(changed), "waiting")
        self.assertEqual(self.state_after(moved), "waiting")

    def test_a_shown_one_waits_again_once_moved_with_others(self) -> None:
        (example,) = put(self.happy, self.ada, "Hooray")

        self.ask(
            self.ada, "post", "move-examples", {"ids": [str(example.pk)], "label": 2}
        )

        example.refresh_from_db()
        self.assertEqual(example.state, Moderation.WAITING)

    def test_a_hidden_one_stays_hidden(self) -> None:
        (example,) = put(self.happy, self.ada, "Rude", state=Moderation.HIDDEN)

        self.assertEqual(
            self.state_after(self.change(self.ada, example, text="Hooray")), "hidden"
        )

    def test_deleting_and_undoing_shows_nothing(self) -> None:
        for state in (Moderation.HIDDEN, Moderation.WAITING):
            (example,) = put(self.happy, self.ada, f"Rude {state}", state=state)
            deleted = self.ask(self.ada, "delete", "example", example_id=example.pk)

            back = {"examples": deleted.json()["deleted"]}
            self.ask(self.ada, "post", "restore-examples", back)

            with self.subTest(state=state):
                example.refresh_from_db()
                self.assertEqual(example.state, state)

    def test_rows_that_wait_put_no_model_behind(self) -> None:
        project = make_regression_project(self.rivera, rows=2)
        project.classroom, project.needs_approval = self.year_5, True
        project.save()
        waiting, shown = project.examples.order_by("created_at", "pk")
        project.examples.update(author=self.ada)
        project.examples.filter(pk=waiting.pk).update(state=Moderation.WAITING)
        for row, is_behind in ((waiting, False), (shown, True)):
            before = Project.objects.get(pk=project.pk).examples_changed_at
            data = {"rows": [{"id": str(row.pk), "values": {"1": 7}}]}

            self.ask(self.ada, "post", "change-examples", data, project=project)

            with self.subTest(is_behind=is_behind):
                row.refresh_from_db()
                self.assertEqual((row.values["1"], row.state), (7, "waiting"))
                after = Project.objects.get(pk=project.pk).examples_changed_at
                self.assertEqual(after > before, is_behind)

    def test_what_a_teacher_took_away_is_not_undone_past_them(self) -> None:
        (example,) = put(self.happy, self.ada, "Rude")
        deleted = self.ask(self.ada, "delete", "example", example_id=example.pk)
        back = {"examples": deleted.json()["deleted"]}
        self.ask(self.ada, "post", "restore-examples", back)
        one = {"example_id": example.pk}
        hide = {"ids": [str(example.pk)], "state": "hidden"}
        for name, take_away in {
            "hidden": lambda: (
                self.ask(self.rivera, "post", "moderate-examples", hide),
                self.ask(self.ada, "delete", "example", **one),
            ),
            "deleted": lambda: self.ask(self.rivera, "delete", "example", **one),
        }.items():
            with self.subTest(name):
                take_away()

                self.ask(self.ada, "post", "restore-examples", back)

                example.refresh_from_db()
                self.assertEqual(example.state, Moderation.WAITING)

    def test_a_teachers_change_shows_it_no_less(self) -> None:
        (example,) = put(self.happy, self.ada, "Hooray")

        changed = self.change(self.rivera, example, text="Hooray!!")

        self.assertEqual(self.state_after(changed), "shown")

    def test_without_approval_a_change_is_seen_at_once(self) -> None:
        self.decide(needs_approval=False)
        (example,) = put(self.happy, self.ada, "Hooray")

        changed = self.change(self.ada, example, text="Yay")

        self.assertEqual(self.state_after(changed), "shown")
