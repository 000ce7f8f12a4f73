from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import actions
from projects.models import TrainingExample
from tests.school import SchoolTestCase, make_project, make_regression_project

SUN, SOIL, HEIGHT = "1", "2", "3"


class ChangeRowsTests(SchoolTestCase):
    """POST /api/projects/<project_id>/examples/change/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_regression_project(cls.ada, rows=3)
        cls.url = reverse("projects:change-examples", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def send(self, rows: object = (), new: object = ()):
        body = {"rows": rows, "new": new}
        return self.client.post(self.url, body, "application/json")

    def rows(self) -> list[TrainingExample]:
        return list(self.project.examples.order_by("created_at", "pk"))

    def test_rows_are_changed_and_others_added(self) -> None:
        first, second, _third = self.rows()
        new = [{"id": str(uuid4()), "values": {HEIGHT: each}} for each in (7, 8, 9)]

        response = self.send(
            [
                {"id": str(first.pk), "values": {SUN: "5,5"}},
                {"id": str(second.pk), "values": {SOIL: "CLAY", HEIGHT: None}},
            ],
            new,
        )

        self.assertEqual((response.status_code, response.json()), (200, {"gone": []}))
        after = self.rows()
        self.assertEqual(after[0].values, {**first.values, SUN: 5.5})
        self.assertEqual(after[1].values, {**second.values, SOIL: "clay", HEIGHT: None})
        self.assertEqual([str(row.pk) for row in after[3:]], [r["id"] for r in new])
        self.assertEqual([row.values[HEIGHT] for row in after[3:]], [7, 8, 9])
        self.assertEqual({row.author for row in after[3:]}, {self.ada})

    def test_twice_is_harmless(self) -> None:
        new = [{"id": str(uuid4()), "values": {HEIGHT: 7}}]

        for _time in range(2):
            self.assertEqual(self.send([], new).status_code, 200)

        self.assertEqual(self.project.examples.count(), 4)

    def test_nothing_is_written_if_one_cell_is_wrong(self) -> None:
        before = [row.values for row in self.rows()]
        good = {"id": str(self.rows()[0].pk), "values": {SUN: 99}}
        for values, sentence in (
            ({SUN: "a lot"}, "“a lot” is not a number"),
            ({SUN: 1e300}, "The number for “sun” is too big"),
            ({SOIL: "moon dust"}, "not one of the choices"),
            ({"9": 1}, "other columns now"),
        ):
            bad = {"id": str(self.rows()[1].pk), "values": values}
            for rows, new in (([good, bad], []), ([good], [bad | {"id": uuid4()}])):
                with self.subTest(sentence=sentence, new=len(new)):
                    response = self.send(rows, new)
                    self.assertEqual(response.status_code, 400)
                    self.assertIn(sentence, response.json()["detail"])
                    self.assertEqual([row.values for row in self.rows()], before)

    def test_a_row_can_be_emptied_but_not_added_empty(self) -> None:
        row, empty = self.rows()[0], {SUN: None, SOIL: None, HEIGHT: None}

        self.assertEqual(self.send([{"id": row.pk, "values": empty}]).status_code, 200)
        refused = self.send([], [{"id": uuid4(), "values": empty}])

        self.assertEqual(self.rows()[0].values, empty)
        self.assertEqual(refused.status_code, 400)
        self.assertIn("Fill in at least one", refused.json()["detail"])

    def test_what_does_not_fit_is_refused_whole(self) -> None:
        self.year_5.policy.row_quota = 4
        self.year_5.policy.save()
        row = self.rows()[0]
        new = [{"id": uuid4(), "values": {SUN: 1}} for _ in range(2)]

        response = self.send([{"id": row.pk, "values": {SUN: 99}}], new)

        self.assertEqual(response.status_code, 409)
        self.assertIn("so 1 more fits", response.json()["detail"])
        self.assertEqual(self.rows()[0].values, row.values)
        self.assertEqual(self.project.examples.count(), 3)

    def test_rows_that_are_gone_are_named(self) -> None:
        row = self.rows()[0]
        actions.delete_examples(self.project, [row.pk], self.project.owner)

        response = self.send([{"id": row.pk, "values": {SUN: 1}}])

        self.assertEqual(response.json(), {"gone": [str(row.pk)]})
        self.assertEqual(self.project.examples.count(), 2)

    def test_rows_of_another_project_cannot_be_reached(self) -> None:
        other = make_regression_project(self.grace, rows=1).examples.get()

        answer = self.send([{"id": other.pk, "values": {SUN: 99}}])
        taken = self.send([], [{"id": other.pk, "values": {SUN: 99}}])

        self.assertEqual(answer.json(), {"gone": [str(other.pk)]})
        self.assertEqual(taken.status_code, 400)
        self.assertEqual(TrainingExample.objects.get(pk=other.pk).values, other.values)

    def test_what_is_no_list_of_rows_is_refused(self) -> None:
        id = str(uuid4())
        for rows in (
            {},
            [[]],
            [{"id": id}],
            [{"id": 5, "values": {}}],
            [{"values": 1}],
        ):
            with self.subTest(rows=rows):
                self.assertEqual(self.send(rows).status_code, 400)
        self.assertEqual(self.send([{"id": id, "values": []}]).status_code, 400)

    def test_a_model_learnt_before_is_behind(self) -> None:
        before = self.project.examples_changed_at

        self.send([{"id": self.rows()[0].pk, "values": {SUN: 2}}])

        self.project.refresh_from_db()
        self.assertGreater(self.project.examples_changed_at, before)

    def test_a_kind_with_labels_has_no_such_table(self) -> None:
        pets = make_project(self.ada, cat=1)
        url = reverse("projects:change-examples", args=[pets.pk])
        body = {"rows": [{"id": pets.examples.get().pk, "values": {"1": 5}}]}

        response = self.client.post(url, body, "application/json")

        self.assertEqual(response.status_code, 400)

    def test_what_was_added_is_not_read_again(self) -> None:
        new = [{"id": str(uuid4()), "values": {HEIGHT: 7}} for _ in range(20)]

        with CaptureQueriesContext(connection) as queries:
            self.send([], new)

        read = '"projects_trainingexample"."values"'
        self.assertEqual(self.project.examples.count(), 23)
        self.assertEqual([q["sql"] for q in queries if read in q["sql"]], [])

    def test_a_large_block_takes_no_more_queries_than_a_small_one(self) -> None:
        self.send([], block(2))  # Now everything that is kept in memory is there.
        with CaptureQueriesContext(connection) as few:
            self.send([], block(2))
        with CaptureQueriesContext(connection) as many:
            self.send([], block(900))

        self.assertEqual(len(few), len(many))
        self.assertEqual(self.project.examples.count(), 3 + 2 + 2 + 900)


def block(count: int) -> list[dict[str, object]]:
    return [{"id": uuid4(), "values": {SUN: number}} for number in range(count)]
