import csv
from io import StringIO

from django.urls import reverse

from projects import actions
from projects.models import Project
from tests.school import SchoolTestCase, make_project, make_regression_project


class TableTests(SchoolTestCase):
    """GET /api/projects/<project_id>/examples/table/, and the same as a CSV file"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_regression_project(cls.ada, rows=3)

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def address(self, name: str, project: Project | None = None) -> str:
        return reverse(f"projects:{name}", args=[(project or self.project).pk])

    def read(self, project: Project | None = None) -> list[list[str]]:
        response = self.client.get(self.address("table-file", project))
        self.assertEqual(response.headers["Content-Type"], "text/csv; charset=utf-8")
        return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))

    def test_it_has_all_rows_the_oldest_first(self) -> None:
        with self.assertNumQueries(5):  # session, person, project, rows, authors
            response = self.client.get(self.address("table"))

        author = str(self.ada.student.pk)
        rows = [
            [str(row.pk), row.values, author, "shown"]
            for row in self.project.examples.order_by("created_at", "pk")
        ]
        self.assertEqual(response.json(), {"rows": rows, "people": {author: "Ada"}})

    def test_the_file_has_units_and_choices(self) -> None:
        self.assertEqual(
            self.read(),
            [
                ["sun (h)", "soil", "height (cm)"],
                ["0", "sand", "10"],
                ["7", "clay", "35"],
                ["2", "sand", "16"],
            ],
        )

    def test_the_file_comes_back_as_it_was(self) -> None:
        response = self.client.get(self.address("table-file"))
        empty = actions.create_project(self.ada, "Again", "regression")
        for project in (self.project, empty):
            with self.subTest(project=project.name):
                added = self.client.post(
                    self.address("import-examples", project),
                    {"text": response.content.decode("utf-8-sig"), "preview": "false"},
                )
                self.assertEqual(added.json()["added"], 3)

        described = [
            [field.describe() for field in project.live_fields()]
            for project in (self.project, empty)
        ]
        self.assertEqual(*described)
        self.assertEqual(self.read(empty), self.read()[:4])

    def test_no_spreadsheet_runs_a_choice_as_a_formula(self) -> None:
        field = self.project.live_fields().get(name="soil")
        actions.change_field(field, name="=1+1", choices=["sand", "clay", "@moon"])

        self.assertEqual(self.read()[0][1], "'=1+1")

    def test_rows_of_labels_say_their_label(self) -> None:
        pets = make_project(self.ada, cat=1)

        self.assertEqual(
            self.read(pets), [["weight", "colour", "label"], ["100", "red", "cat"]]
        )

    def test_a_kind_without_columns_has_none(self) -> None:
        text = actions.create_project(self.ada, "Moods", "text")

        for name in ("table", "table-file"):
            self.assertEqual(self.client.get(self.address(name, text)).status_code, 404)

    def test_who_may_see_the_project_may_see_it(self) -> None:
        for user, status in ((self.rivera, 200), (self.grace, 404), (self.okoro, 404)):
            self.client.force_login(user)
            for name in ("table", "table-file"):
                with self.subTest(user=str(user), name=name):
                    response = self.client.get(self.address(name))
                    self.assertEqual(response.status_code, status)


class OrderFieldsTests(SchoolTestCase):
    """POST /api/projects/<project_id>/fields/order/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_regression_project(cls.ada, rows=1)
        cls.url = reverse("projects:order-fields", args=[cls.project.pk])

    def order(self, numbers: object):
        return self.client.post(self.url, {"numbers": numbers}, "application/json")

    def names(self) -> list[str]:
        return [field.name for field in self.project.live_fields()]

    def test_columns_are_put_in_that_order(self) -> None:
        self.client.force_login(self.ada)

        response = self.order([3, 1, 2])

        self.assertEqual(
            [field["name"] for field in response.json()], ["height", "sun", "soil"]
        )
        self.assertEqual(self.names(), ["height", "sun", "soil"])

    def test_those_that_are_not_named_come_last(self) -> None:
        self.client.force_login(self.ada)

        self.order([3, 99, 3])

        self.assertEqual(self.names(), ["height", "sun", "soil"])

    def test_only_its_owner_may(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.order([3, 1, 2]).status_code, status)
        self.assertEqual(self.names(), ["sun", "soil", "height"])
