import time
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import actions
from projects.importing import read_import
from projects.models import Label

from .importing import ImportSentencesTestCase

MB = 1024 * 1024


class ImportListTests(ImportSentencesTestCase):
    """One example on each line, for a label"""

    def add(self, text: str | bytes, **options: object):
        return self.upload(text, preview="false", label=2, **options)

    def test_a_preview_writes_nothing(self) -> None:
        found = self.paste("Oh no\n\nAlas\n", label=2).json()

        self.assertEqual((found["good"], found["added"]), (2, 0))
        self.assertEqual(found["columns"], ["text"])
        self.assertEqual(found["sample"], [["Oh no"], ["Alas"]])
        self.assertEqual(self.texts("sad"), set())

    def test_every_line_is_an_example(self) -> None:
        response = self.add("Oh no\n\n  \nOne, two | three;\tfour\r\nAlas\rHm")

        self.assertEqual(response.status_code, 201)
        self.assertEqual(response.json()["added"], 4)
        self.assertEqual(
            self.texts("sad"), {"Oh no", "One, two | three; four", "Alas", "Hm"}
        )

    def test_a_cell_of_several_lines_is_one(self) -> None:
        self.add(
            '"Oh no,\nnot again"\n"He said ""no"""\n'
            '"Oh," she said, "dear"\n"Open\nEnd\n'
        )

        self.assertEqual(
            self.texts("sad"),
            {
                "Oh no, not again",
                'He said "no"',
                '"Oh," she said, "dear"',
                '"Open',
                "End",
            },
        )

    def test_a_list_may_begin_with_anything(self) -> None:
        for first in ("label,mood", "text", "text;words", "a,b,c"):
            with self.subTest(first=first):
                found = self.paste(f"{first}\nOh no\n", label=2).json()
                self.assertEqual((found["good"], found["columns"]), (2, ["text"]))

    def test_the_same_again_is_left_out_and_counted(self) -> None:
        text = "Oh no\nOH NO\nóh nö\nAlas\n"

        self.assertEqual(self.paste(text, label=2).json()["duplicates"], 2)
        first, again = self.add(text).json(), self.add(text).json()

        self.assertEqual((first["added"], first["problem_count"]), (2, 0))
        self.assertEqual((again["added"], again["duplicates"]), (0, 4))
        self.assertEqual(self.paste("see you", label=2).json()["good"], 1)
        self.assertEqual(self.paste("see you", label=1).json()["good"], 0)

    def test_bad_lines_are_named_by_the_number_an_editor_shows(self) -> None:
        found = self.paste(
            "Oh no\n\n\u200b\n" + "x" * 1025 + '\n"two\nlines"\n' + "é" * 1025,
            label=2,
        ).json()

        self.assertEqual(found["good"], 2)
        lines = {each["line"]: each["sentence"] for each in found["problems"]}
        self.assertEqual(list(lines), [3, 4, 7])
        self.assertIn("nothing to see", lines[3])
        self.assertIn("1024 characters at most", lines[4])

    def test_bad_lines_are_skipped_only_when_asked(self) -> None:
        text = "Oh no\n" + "x" * 1025

        self.assertEqual(self.add(text).status_code, 400)
        self.assertEqual(self.texts("sad"), set())
        self.assertEqual(self.add(text, skip_bad="true").json()["added"], 1)

    def test_every_usual_encoding(self) -> None:
        for encoding, text in (
            ("utf-8-sig", "Zażółć gęślą jaźń"),
            ("utf-16", "今日はいい天気ですね 👍"),
            (
                "cp1250",
                "Zażółć gęślą jaźń. Dzień dobry, jak się masz? Świetnie, dziękuję.",
            ),
            ("shift-jis", "今日はとてもいい天気ですね。ありがとうございます。"),
            ("cp1251", "Привет, как дела? Сегодня очень хорошая погода."),
        ):
            with self.subTest(encoding=encoding):
                response = self.upload(f"{text}\n".encode(encoding), label=2)
                self.assertEqual(response.json()["sample"], [[text]])

    def test_what_is_no_list_is_refused_with_a_sentence(self) -> None:
        for content, sentence in (
            ("", "Put one example on each line."),
            (" \n\t\n", "Put one example on each line."),
            ("\ufeff", "Put one example on each line."),
            ("Oh\0no", "not a table or a list"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a table or a list"),
            (b"PK\x03\x04\x14\x00\x06\x00", "not a table or a list"),
            ("Oh no\n".encode("utf-16-le"), "not a table or a list"),
        ):
            with self.subTest(content=content[:10]):
                self.assert_refused(self.upload(content, label=2), 400, sentence)

    def test_nothing_that_is_sent_breaks_it(self) -> None:
        for content in (
            b"\xff\xfe\x00\xd8\x00\xd8",  # halves of characters
            b"\xed\xa0\x80\n",
            bytes(range(1, 256)),
            b"\xff\xfe\x41",
        ):
            with self.subTest(content=content[:10]):
                status = self.upload(content, label=2).status_code
                self.assertIn(status, (200, 400))

    def test_unpaired_halves_and_nul_in_json(self) -> None:
        for text in ("\\ud800", "\\u0000"):
            body = f'{{"label": 2, "text": "Oh {text} no"}}'
            response = self.client.post(self.url, body, "application/json")
            self.assert_refused(response, 400, "Leave out characters that cannot be")

    def test_ten_megabytes_are_refused_at_once(self) -> None:
        text = "Oh no, it goes on and on\n" * (10 * MB // 25)
        start = time.thread_time()

        with self.assertLogs("django.security", "ERROR"):
            pasted = self.client.post(self.url, {"text": text}, "application/json")
            filled_in = self.paste(text, label=2)

        self.assert_refused(pasted, 413, "This is too large.")
        self.assert_refused(filled_in, 413, "This is too large.")
        self.assertLess(time.thread_time() - start, 1)
        with patch("projects.api.examples.decode") as decode:
            self.assert_refused(self.upload(text, label=2), 400, "4 MB is the limit")
        decode.assert_not_called()

    def test_many_more_lines_than_there_is_room_for(self) -> None:
        for line in ("Oh no", "Oh {}"):
            text = "\n".join(line.format(number) for number in range(200_000))
            with self.subTest(line=line):
                self.assert_refused(
                    self.paste(text, label=2), 400, "room for 1000 examples"
                )

    def test_duplicates_take_no_room(self) -> None:
        self.year_5.policy.text_quota = 3
        self.year_5.policy.save()

        self.assertEqual(self.add("Oh no\nAlas\n" * 10).json()["added"], 2)
        self.assert_refused(self.add("Hm\n"), 409, "room for 3 examples")
        self.assertEqual(self.project.examples.count(), 3)

    def test_a_label_that_is_gone(self) -> None:
        for label in (9, -1, "happy"):
            with self.subTest(label=label):
                self.assertEqual(self.paste("Oh no", label=label).status_code, 400)

    def test_a_label_deleted_while_the_list_was_read(self) -> None:
        sad = self.project.labels.get(name="sad")
        found = read_import(self.project, "Oh no", sad)
        actions.delete_label(sad)

        with self.assertRaises(Label.DoesNotExist):
            actions.import_examples(self.project, found, self.ada)

    def test_only_its_owner_may(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404), (self.okoro, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.paste("Oh no", label=2).status_code, status)
        self.client.logout()
        self.assertEqual(self.paste("Oh no", label=2).status_code, 403)

    def test_as_many_questions_to_the_database_with_ten_lines_as_with_one(self) -> None:
        asked = []
        for count in (1, 10):
            text = "\n".join(f"Oh {count} {number}" for number in range(count))
            with CaptureQueriesContext(connection) as questions:
                self.paste(text, label=2)
            asked.append(len(questions))

        self.assertEqual(asked[0], asked[1])
