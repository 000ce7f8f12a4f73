from unittest.mock import patch

from projects.models import Project
from tests.school import make_project

from .importing import ImportTestCase

GOOD = "weight,colour,label\n1.5,red,cat\n2,blue,dog\n"


class ImportTests(ImportTestCase):
    @classmethod
    def make_project(cls) -> Project:
        return make_project(cls.ada, cat=0, dog=0)

    def values(self) -> list[object]:
        return sorted(
            (row.values["1"], row.values["2"], row.label.name)
            for row in self.project.examples.select_related("label")
        )

    def test_a_preview_writes_nothing(self) -> None:
        found = self.upload(GOOD).json()

        self.assertEqual((found["good"], found["added"]), (2, 0))
        self.assertEqual(found["columns"], ["weight", "colour", "label"])
        self.assertEqual(found["sample"][0], ["1.5", "red", "cat"])
        self.assertFalse(self.project.examples.exists())

    def test_rows_are_added(self) -> None:
        response = self.upload(GOOD, preview="false")

        self.assertEqual(response.status_code, 201)
        self.assertEqual(self.values(), [(1.5, "red", "cat"), (2.0, "blue", "dog")])

    def test_every_usual_way_to_save_a_table(self) -> None:
        accented = "weight,colour,label\n1,red,żółw\n"
        for name, content in {
            "BOM": "\ufeff" + GOOD,
            "semicolons and commas": "weight;colour;label\n1,5;red;cat\n2;blue;dog\n",
            "tabs": GOOD.replace(",", "\t"),
            "Windows lines": GOOD.replace("\n", "\r\n"),
            "old Mac lines": GOOD.replace("\n", "\r"),
            "quotes": 'weight,"colour","label"\n"1.5","red","cat"\n2,blue,dog\n',
            "other order": "LABEL,Colour,weight\ncat,red,1.5\ndog,blue,2\n",
            "blank lines": "\n\n" + GOOD.replace("\n", "\n\n"),
            "UTF-16": GOOD.encode("utf-16"),
            "a label of another name": GOOD.replace("label", "animal"),
        }.items():
            with self.subTest(way=name):
                found = self.upload(content).json()
                self.assertEqual(
                    (found.get("good"), found.get("problem_count")), (2, 0)
                )
        for encoding in ("cp1250", "utf-8", "utf-16"):
            with self.subTest(encoding=encoding):
                found = self.upload(accented.encode(encoding)).json()
                self.assertEqual(found["good"], 1)
        self.assertEqual(self.upload(accented.encode()).json()["new_labels"], ["żółw"])

    def test_bad_lines_are_named_by_the_number_an_editor_shows(self) -> None:
        found = self.paste(
            "weight,colour,label\nheavy,red,cat\n\n1,green,cat\n1,red\n1,red,\n"
            "1,red,cat,more\n,,cat\n2,blue,dog\n"
        ).json()

        self.assertEqual(found["good"], 1)
        lines = {each["line"]: each["sentence"] for each in found["problems"]}
        self.assertEqual(list(lines), [2, 4, 5, 6, 7, 8])
        self.assertIn("is not a number", lines[2])
        self.assertIn("not one of the choices", lines[4])
        self.assertIn("This line has 2 columns", lines[5])
        self.assertIn("label is missing", lines[6])

    def test_bad_lines_are_skipped_only_when_asked(self) -> None:
        table = GOOD + "heavy,red,cat\n"

        refused = self.paste(table, preview="false")
        self.assertEqual(refused.status_code, 400)
        self.assertFalse(self.project.examples.exists())

        added = self.paste(table, preview="false", skip_bad="true")
        self.assertEqual(added.json()["added"], 2)

    def test_labels_are_made_once_whatever_their_case(self) -> None:
        table = "weight,colour,label\n1,red,Bird\n2,red,bird\n3,red,CAT\n"

        found = self.paste(table, preview="false").json()

        self.assertEqual(found["new_labels"], ["Bird"])
        names = [label.name for label in self.project.live_labels()]
        self.assertEqual(names, ["cat", "dog", "Bird"])

    def test_a_table_that_cannot_be_used_is_refused_with_a_sentence(self) -> None:
        for content, sentence in (
            ("", "nothing in this table"),
            ("weight,colour,label\n", "no rows under the header"),
            ("weight,label\n1,cat\n", "Missing: colour"),
            ("1,red,cat\n2,blue,dog\n", "Missing: weight, colour"),
            ("weight,colour\n1,red\n", "column called “label”"),
            ("weight,colour,size,label\n1,red,s,cat\n", "no column called “size”"),
            ("weight,weight,colour,label\n1,1,red,cat\n", "Two columns"),
            ("weight,colour,label\n1,r\0d,cat\n", "not a table"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a table"),
            ('weight,colour,label\n1,"' + "x" * 200_000, "cannot be read"),
            ("weight," + "x" * 200_000 + "\n1,red\n", "Line 1 cannot be read"),
            ('weight,"' + "x" * 200_000, "Line 1 cannot be read"),
            (",".join(str(n) for n in range(201)), "200 at most"),
            ("a," * 1_000_000, "200 at most"),
        ):
            with self.subTest(sentence=sentence):
                response = self.upload(content)
                self.assertEqual(response.status_code, 400)
                self.assertIn(sentence, response.json()["detail"])

    def test_a_large_file_is_refused_before_it_is_read(self) -> None:
        with patch("projects.api.examples.decode") as decode:
            response = self.upload(b"x" * (4 * 1024 * 1024 + 1))

        self.assertEqual(response.status_code, 400)
        self.assertIn("too large", response.json()["detail"])
        decode.assert_not_called()

    def test_a_large_paste_is_refused(self) -> None:
        text = {"text": "x" * (4 * 1024 * 1024 + 1)}

        response = self.client.post(self.url, text, "application/json")

        self.assertIn("too large", response.json()["detail"])

    def test_labels_that_cannot_be_names_are_bad_lines(self) -> None:
        accents, many = "\u0315\u0301" * 400, "\ufdfa" * 20

        found = self.paste(f"weight,colour,label\n1,red,{accents}\n2,red,{many}\n")

        sentences = [each["sentence"] for each in found.json()["problems"]]
        self.assertIn("40 characters at most", sentences[0])
        self.assertIn("stand for many", sentences[1])

    def test_a_hundred_thousand_lines(self) -> None:
        response = self.upload("weight,colour,label\n" + "1,red,cat\n" * 100_000)

        self.assertEqual(response.status_code, 400)
        self.assertIn("room for 3000 rows", response.json()["detail"])

    def test_what_does_not_fit_is_refused_whole(self) -> None:
        self.year_5.policy.row_quota = 3
        self.year_5.policy.save()
        self.upload(GOOD, preview="false")

        response = self.upload(GOOD, preview="false")

        self.assertEqual(response.status_code, 409)
        self.assertEqual(self.project.examples.count(), 2)

    def test_nothing_and_both_are_refused(self) -> None:
        self.assertEqual(self.client.post(self.url, {}).status_code, 400)
        self.assertEqual(self.upload(GOOD, text=GOOD).status_code, 400)

    def test_only_its_owner_may(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404), (self.okoro, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.upload(GOOD).status_code, status)
