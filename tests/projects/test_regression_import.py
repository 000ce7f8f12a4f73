from time import perf_counter

from projects import actions
from projects.models import Project
from tests.school import make_regression_project

from .importing import ImportTestCase

PLANTS = "sun (h),soil,height (cm)\n1,sand,13\n2,clay,20\n,sand,\n"


class FirstTableTests(ImportTestCase):
    """POST …/examples/import/ of a project that has no columns yet"""

    @classmethod
    def make_project(cls) -> Project:
        return actions.create_project(cls.ada, "Plants", "regression")

    def fields(self) -> list[tuple[str, str, str, bool]]:
        return [
            (field.name, field.kind, field.unit, field.is_predicted)
            for field in self.project.live_fields()
        ]

    def assert_refused(self, table: str, sentence: str) -> None:
        response = self.upload(table)
        self.assertEqual(response.status_code, 400)
        self.assertIn(sentence, response.json()["detail"])

    def test_columns_and_units_are_made_and_the_last_of_numbers_is_predicted(
        self,
    ) -> None:
        response = self.upload(PLANTS, preview="false")

        self.assertEqual(response.json()["added"], 3)
        self.assertEqual(
            self.fields(),
            [
                ("sun", "number", "h", False),
                ("soil", "choice", "", False),
                ("height", "number", "cm", True),
            ],
        )
        rows = self.project.examples.order_by("created_at", "pk")
        self.assertEqual(
            [row.values for row in rows],
            [
                {"1": 1, "2": "sand", "3": 13},
                {"1": 2, "2": "clay", "3": 20},
                {"1": None, "2": "sand", "3": None},
            ],
        )
        self.assertEqual({row.label for row in rows}, {None})

    def test_the_preview_says_it_and_writes_nothing(self) -> None:
        found = self.upload(PLANTS).json()

        self.assertEqual(found["good"], 3)
        predicted = [each["is_predicted"] for each in found["new_fields"]]
        self.assertEqual(predicted, [False, False, True])
        self.assertEqual(self.fields(), [])

    def test_another_column_can_be_predicted(self) -> None:
        self.upload(PLANTS, preview="false", predicted="1")

        self.assertEqual([field[3] for field in self.fields()], [True, False, False])

    def test_a_column_of_words_is_never_predicted(self) -> None:
        self.upload("height,soil\n1,sand\n2,clay\n", preview="false", predicted="2")

        self.assertEqual([field[3] for field in self.fields()], [True, False])

    def test_units_may_stand_in_brackets_of_any_kind(self) -> None:
        for heading in ("height [cm]", "height(cm)", "height ( cm )"):
            with self.subTest(heading=heading):
                found = self.upload(f"sun,{heading}\n1,2\n3,4\n").json()

                self.assertEqual(found["good"], 2)
                made = [(each["name"], each["unit"]) for each in found["new_fields"]]
                self.assertEqual(made, [("sun", ""), ("height", "cm")])

    def test_two_columns_of_one_name_keep_their_units_in_it(self) -> None:
        self.upload("size (cm),size (kg)\n1,2\n", preview="false")

        names = [(field[0], field[2]) for field in self.fields()]
        self.assertEqual(names, [("size (cm)", ""), ("size (kg)", "")])

    def test_decimal_commas(self) -> None:
        self.upload("sun;height\n1,5;2,25\n3;\n", preview="false")

        rows = self.project.examples.order_by("created_at", "pk")
        self.assertEqual(
            [row.values for row in rows], [{"1": 1.5, "2": 2.25}, {"1": 3, "2": None}]
        )

    def test_what_no_computer_can_count_with_is_a_bad_line(self) -> None:
        found = self.upload(
            "sun,height\n1,1e300\n2,5\n3,six\n4,-1e39\n5,8\n" * 1
        ).json()

        self.assertEqual(found["good"], 2)
        sentences = {each["line"]: each["sentence"] for each in found["problems"]}
        self.assertIn("too big", sentences[2])
        self.assertIn("not a number", sentences[4])
        self.assertIn("too small", sentences[5])

    def test_a_column_of_too_many_words_is_refused(self) -> None:
        rows = "".join(f"plant number {n},{n}\n" for n in range(40))

        self.assert_refused("name,height\n" + rows, "“name” has too many different")

    def test_a_table_without_names_of_columns_is_refused(self) -> None:
        self.assert_refused("1,2,3\n4,5,6\n", "first line of the table name its")

    def test_ten_thousand_rows_are_taken_in_if_there_is_room(self) -> None:
        table = "sun,height\n" + "".join(f"{n / 7},{n}\n" for n in range(10_000))
        self.assert_refused(table, "room for 3000 rows")
        self.year_5.policy.row_quota = 10_000
        self.year_5.policy.save()

        before = perf_counter()
        response = self.upload(table, preview="false")
        self.assertLess(perf_counter() - before, 30)

        self.assertEqual(response.json()["added"], 10_000)
        self.assertEqual(self.project.examples.count(), 10_000)


class NextTableTests(ImportTestCase):
    """The same, of a project that has columns"""

    @classmethod
    def make_project(cls) -> Project:
        return make_regression_project(cls.ada, rows=1)

    def test_columns_are_found_by_their_names_with_units_or_without(self) -> None:
        for header in ("sun,soil,height", "height (cm),SOIL,sun (h)"):
            cells = {"sun": "1", "soil": "sand", "height": "2"}
            line = ",".join(
                cells[name.split()[0].lower()] for name in header.split(",")
            )
            with self.subTest(header=header):
                found = self.paste(f"{header}\n{line}\n", preview="false").json()
                self.assertEqual((found["added"], found["new_labels"]), (1, []))
                newest = self.project.examples.order_by("-created_at")[0]
                self.assertEqual(newest.values, {"1": 1, "2": "sand", "3": 2})

    def test_a_table_that_this_site_has_exported_is_read(self) -> None:
        table = "sun,soil,height,author,created\n1,sand,2,Ada,2026-11-22\n"

        self.assertEqual(self.paste(table).json()["good"], 1)

    def test_other_columns_are_refused(self) -> None:
        for header, sentence in (
            ("sun,soil,height,label", "no column called “label”"),
            ("sun,soil", "Missing: height"),
        ):
            response = self.paste(f"{header}\n1,sand,2,x\n")
            self.assertIn(sentence, response.json()["detail"])

    def test_a_new_word_for_a_choice_is_a_bad_line(self) -> None:
        found = self.paste("sun,soil,height\n1,moon,2\n").json()

        self.assertIn("not one of the choices", found["problems"][0]["sentence"])
