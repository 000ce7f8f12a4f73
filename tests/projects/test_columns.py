from django.urls import reverse

from projects import actions
from tests.school import SchoolTestCase

TABLE = """Sepal length,Colour,Stalk,label
5.1,red,yes,setosa
4.9,blue,no,setosa
,Red,,virginica
oops,blue,yes,virginica
6.1,blue,no,virginica
6.2,blue,no,virginica
6.3,blue,no,virginica
"""


class ColumnsFromTableTests(SchoolTestCase):
    """POST …/examples/import/ of a project that has no columns yet"""

    def setUp(self) -> None:
        self.client.force_login(self.ada)
        self.project = actions.create_project(self.ada, "Flowers", "numbers")
        self.url = reverse("projects:import-examples", args=[self.project.pk])

    def send(self, table: str, **options: str):
        return self.client.post(self.url, {"text": table, **options})

    def fields(self) -> list[tuple[str, str, list[str]]]:
        return [
            (field.name, field.kind, field.choices)
            for field in self.project.live_fields()
        ]

    def test_the_preview_says_which_columns_it_would_make(self) -> None:
        found = self.send(TABLE).json()

        self.assertEqual(
            [(each["name"], each["kind"]) for each in found["new_fields"]],
            [("Sepal length", "number"), ("Colour", "choice"), ("Stalk", "choice")],
        )
        self.assertEqual(found["good"], 6)
        self.assertEqual([each["line"] for each in found["problems"]], [5])
        self.assertEqual(self.fields(), [])

    def test_columns_labels_and_rows_are_made_together(self) -> None:
        deleted = actions.add_field(self.project, "old", "number")
        actions.delete_field(deleted)

        response = self.send(TABLE, preview="false", skip_bad="true")

        self.assertEqual(response.json()["added"], 6)
        self.assertEqual(
            self.fields(),
            [
                ("Sepal length", "number", []),
                ("Colour", "choice", ["red", "blue"]),
                ("Stalk", "choice", ["yes", "no"]),
            ],
        )
        rows = [example.values for example in self.project.examples.all()]
        self.assertIn({"2": 5.1, "3": "red", "4": "yes"}, rows)
        self.assertIn({"2": None, "3": "red", "4": None}, rows)

    def test_without_a_label_column_the_last_is_the_label(self) -> None:
        found = self.send("height,animal\n1,cat\n2,dog\n").json()

        self.assertEqual([each["name"] for each in found["new_fields"]], ["height"])
        self.assertEqual(found["new_labels"], ["cat", "dog"])

    def test_choices_come_in_the_order_and_spelling_of_their_first_time(self) -> None:
        table = "colour,label\nRed,a\nblue,b\ngreen,a\nRED,b\nblue,a\n"

        (field,) = self.send(table).json()["new_fields"]

        self.assertEqual(field["choices"], ["Red", "blue", "green"])

    def test_it_says_what_cannot_be_a_column(self) -> None:
        words = "".join(f"word {n},cat\n" for n in range(40))
        many = ",".join(f"c{n}" for n in range(25))
        for table, sentence in (
            (f"story,label\n{words}", "too many different words"),
            (f"{many},label\n{'1,' * 25}cat\n", "room for 20 columns"),
            ("label\ncat\n", "only one column"),
            (",label\n1,cat\n", "Type a name"),
            (f"{'x' * 41},label\n1,cat\n", "Choose a shorter name"),
        ):
            with self.subTest(sentence=sentence):
                response = self.send(table)
                self.assertEqual(response.status_code, 400)
                self.assertIn(sentence, response.json()["detail"])
        self.assertEqual(self.fields(), [])

    def test_columns_made_meanwhile_are_not_doubled(self) -> None:
        first = self.send(TABLE, preview="false", skip_bad="true")
        again = self.send(TABLE, preview="false", skip_bad="true")

        self.assertEqual((first.status_code, again.status_code), (201, 201))
        self.assertEqual(len(self.fields()), 3)
