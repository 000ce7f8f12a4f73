from uuid import uuid4

from django.test import TransactionTestCase

from classrooms.models import User
from classrooms.quotas import QuotaExceeded
from projects import actions
from projects.models import Project
from tests.at_once import at_once
from tests.school import make_classroom, make_regression_project, make_student

PASTES = 30
ROWS = 20


class RowsAtOnceTests(TransactionTestCase):
    """Promises that hold when blocks of rows come in the same moment."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.classroom = make_classroom("Year 5", rivera, "YEAR5555")
        self.ada = make_student("Ada", self.classroom)
        self.project = make_regression_project(self.ada, rows=2)

    def test_blocks_are_stored_whole_up_to_the_quota(self) -> None:
        self.classroom.policy.row_quota = 2 + 5 * ROWS + 3
        self.classroom.policy.save()
        row = self.project.examples.order_by("created_at")[0]

        def paste(number: int) -> object:
            project = Project.objects.get(pk=self.project.pk)
            new = {uuid4(): {"1": number} for _ in range(ROWS)}
            return actions.change_rows(
                project, {row.pk: {"3": number}}, new, author=self.ada
            )

        results = at_once(paste, PASTES)

        stored = [n for n, each in enumerate(results) if each == []]
        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        self.assertEqual((len(stored), len(refused)), (5, PASTES - 5))
        self.assertIn("so 3 more fit", str(refused[0]))
        rows = self.project.examples.exclude(author=None).filter(values__has_key="1")
        counts = [rows.filter(values__contains={"1": n}).count() for n in stored]
        self.assertEqual(counts.count(ROWS) + counts.count(ROWS + 1), 5)
        self.assertEqual(self.project.examples.count(), 2 + 5 * ROWS)
        row.refresh_from_db()
        self.assertIn(row.values["3"], stored)  # A refused block changes nothing.

    def test_two_tabs_change_different_cells_of_a_row(self) -> None:
        row = self.project.examples.order_by("created_at")[0]

        def change(number: int) -> object:
            project = Project.objects.get(pk=self.project.pk)
            values = {"1": 50.0} if number % 2 else {"3": 70.0}
            return actions.change_rows(project, {row.pk: values}, {}, author=self.ada)

        at_once(change, 6)

        row.refresh_from_db()
        self.assertEqual((row.values["1"], row.values["3"]), (50, 70))

    def test_a_row_that_is_deleted_meanwhile_stays_away(self) -> None:
        ids = list(self.project.examples.values_list("pk", flat=True))

        def act(number: int) -> object:
            project = Project.objects.get(pk=self.project.pk)
            if number == 2:
                return actions.delete_examples(project, ids, project.owner)
            return actions.change_rows(project, {ids[0]: {"1": 5}}, {}, author=self.ada)

        results = at_once(act, 8)

        self.assertEqual([each for each in results if isinstance(each, Exception)], [])
        self.assertEqual(self.project.examples.count(), 0)
