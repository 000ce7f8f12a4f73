from unittest.mock import patch

from .importing import ImportSentencesTestCase

TABLE = "text,label\nGood morning,happy\nOh no,sad\nOh my,surprised\n"


class ImportTableTests(ImportSentencesTestCase):
    """Sentences with their labels beside them"""

    def add(self, text: str | bytes, **options: object):
        return self.upload(text, preview="false", **options)

    def test_a_preview_says_what_is_in_it(self) -> None:
        found = self.upload(TABLE).json()

        self.assertEqual((found["good"], found["added"]), (3, 0))
        self.assertEqual(found["columns"], ["text", "label"])
        self.assertEqual(found["sample"][0], ["Good morning", "happy"])
        self.assertEqual(found["new_labels"], ["surprised"])
        self.assertEqual(found["new_fields"], [])
        self.assertEqual(self.project.live_labels().count(), 2)

    def test_sentences_go_to_their_labels_and_new_ones_are_made(self) -> None:
        self.assertEqual(self.add(TABLE).json()["added"], 3)

        self.assertEqual(self.texts("happy"), {"See you", "Good morning"})
        self.assertEqual(self.texts("surprised"), {"Oh my"})

    def test_every_usual_way_to_write_it(self) -> None:
        for way, content in {
            "semicolons": TABLE.replace(",", ";"),
            "tabs": TABLE.replace(",", "\t"),
            "BOM": "\ufeff" + TABLE,
            "Windows lines": TABLE.replace("\n", "\r\n"),
            "UTF-16": TABLE.encode("utf-16"),
            "blank lines": "\n\n" + TABLE.replace("\n", "\n\n"),
            "other order": "Label,TEXT\nhappy,Good morning\nsad,Oh no\nnew,Oh my\n",
            "one other name": TABLE.replace("text,", "what they say,"),
            "more columns": "id,text,source,label\n1,a,x,happy\n2,b,y,sad\n3,c,z,sad\n",
            "quotes": '"text","label"\n"a, b","happy"\n"c\nd",sad\n"e ""f""",sad\n',
        }.items():
            with self.subTest(way=way):
                found = self.upload(content).json()
                self.assertEqual((found["good"], found["problem_count"]), (3, 0))

    def test_a_table_that_names_both_is_one_wherever_it_is_put(self) -> None:
        self.add(TABLE, label=2)

        self.assertEqual(self.texts("happy"), {"See you", "Good morning"})
        self.assertEqual(self.texts("sad"), {"Oh no"})

    def test_the_columns_may_be_named_in_the_language_of_the_page(self) -> None:
        words = {"text": "Satz", "label": "Gruppe"}
        with patch("projects.importing.lines._", side_effect=words.get):
            found = self.upload("Gruppe;Satz\nsad;Oh no\n", label=1).json()

        self.assertEqual(found["columns"], ["Gruppe", "Satz"])

    def test_a_mark_of_byte_order_that_was_copied_along(self) -> None:
        for mark in ("", "\ufeff"):
            with self.subTest(mark=mark):
                found = self.paste(mark + TABLE, label=2).json()
                self.assertEqual(found["columns"], ["text", "label"])

    def test_long_sentences_are_not_cut(self) -> None:
        longest = "x" * 1024

        self.add(f"text,label\n{longest},sad\n")

        self.assertEqual(self.texts("sad"), {longest})
        (problem,) = self.upload(f"text,label\n{longest}x,sad\n").json()["problems"]
        self.assertIn("1024 characters at most", problem["sentence"])

    def test_the_same_again_is_counted_label_by_label(self) -> None:
        text = "text,label\nsee you,HAPPY\nOh,Huh\noh,huh\noh,sad\nsee you,sad\n"

        found = self.add(text).json()

        self.assertEqual((found["duplicates"], found["added"]), (2, 3))
        self.assertEqual(found["new_labels"], ["Huh"])

    def test_bad_lines_are_named(self) -> None:
        found = self.upload(
            "text,label\n,sad\nOh,\nOh, no,sad\nAlas,"
            + "x" * 41
            + '\n"two\nlines",sad\nok\n'
        ).json()

        lines = {each["line"]: each["sentence"] for each in found["problems"]}
        self.assertEqual(list(lines), [2, 3, 4, 5, 8])
        self.assertIn("nothing to see", lines[2])
        self.assertIn("label is missing", lines[3])
        self.assertIn("This line has 3 columns", lines[4])
        self.assertIn("40 characters at most", lines[5])
        self.assertEqual(found["good"], 1)

    def test_a_table_that_cannot_be_used_is_refused_with_a_sentence(self) -> None:
        for content, sentence in (
            ("Oh no\nAlas\n", "Choose a label for these lines"),
            ("a,b\nc,d\n", "Choose a label for these lines"),
            ("text,label\n", "no rows under the header"),
            ("text,text,label\na,b,c\n", "Two columns"),
            ('text,label\na,"' + "x" * 200_000, "cannot be read"),
        ):
            with self.subTest(sentence=sentence):
                self.assert_refused(self.upload(content), 400, sentence)

    def test_new_labels_are_made_only_if_they_fit(self) -> None:
        self.year_5.policy.label_quota = 2
        self.year_5.policy.save()

        self.assert_refused(self.add(TABLE), 409, "room for 2 labels")
        self.assertEqual(self.project.examples.count(), 1)
