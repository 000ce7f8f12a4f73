from unittest.mock import patch

from projects import actions
from projects.models import ProjectKey
from training.learning.artefacts import ArtefactIsGone

from .scratch import Pretend, TextScratchTestCase, make_text_project

ACCENTS = "\u0315\u0301" * 9_000  # in an order that takes long to put right


class TextClassifyTests(TextScratchTestCase):
    """GET and POST /api/scratch/<key>/classify of a text project: to the byte."""

    def setUp(self) -> None:
        self.classifier = Pretend(0.254, 0.746)
        self.load = self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def ask(self, text: object, **headers: str):
        return self.client.get(self.url("classify"), {"data": text}, headers=headers)

    def test_best_first_in_whole_percent_with_the_model_s_time(self) -> None:
        self.make_ready()

        response = self.ask("Wóóf! 犬 🐕")

        self.assertEqual(
            response.content,
            b'[{"class_name": "dog", "confidence": 75, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}, '
            b'{"class_name": "cat", "confidence": 25, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}]',
        )
        self.assertEqual(response["Cache-Control"], "max-age=10")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        self.assertEqual(self.classifier.texts, ["Wóóf! 犬 🐕"])

    def test_confidences_are_whole_numbers_however_small(self) -> None:
        self.make_ready()
        self.classifier.confidences = [1 - 1e-9, 1e-9]

        self.assertEqual(
            [each["confidence"] for each in self.ask("x").json()], [100, 0]
        )
        self.assertNotIn(b"e-", self.ask("x").content)

    def test_post_is_not_to_be_kept_by_a_browser(self) -> None:
        self.make_ready()

        response = self.post("classify", {"data": "  bow \n wow "})

        self.assertEqual(response.json()[0]["class_name"], "dog")
        self.assertNotIn("max-age", response.get("Cache-Control", ""))
        self.assertEqual(self.classifier.texts, ["bow wow"])

    def test_the_newest_timestamp_answers_not_modified(self) -> None:
        self.make_ready()
        for since, status in (
            ("2026-01-02T03:04:05.006Z", 304),
            ("2026-01-02T03:04:05.007Z", 200),
            ("Fri, 02 Jan 2026 03:04:05 GMT", 200),
        ):
            with self.subTest(since=since):
                response = self.ask("meow", **{"If-Modified-Since": since})
                self.assertEqual(response.status_code, status)
                self.assertEqual(response["Access-Control-Allow-Origin"], "*")

    def test_without_a_model_it_guesses_and_says_so(self) -> None:
        for name in ("bird", "fish"):
            actions.add_label(self.project, name)
        orders = set()
        for _ in range(50):
            listed = self.ask("meow").json()
            orders.add(tuple(each["class_name"] for each in listed))
            for each in listed:
                self.assertEqual((each["confidence"], each["random"]), (25, True))
                self.assertRegex(each["classifierTimestamp"], r"\.\d{3}Z$")
        self.assertGreater(len(orders), 1)
        self.assertEqual({frozenset(each) for each in orders}, {
            frozenset({"cat", "dog", "bird", "fish"})
        })  # fmt: skip

    def test_a_model_whose_files_are_gone_becomes_a_guess(self) -> None:
        self.make_ready()
        self.load.side_effect = ArtefactIsGone

        self.assertTrue(self.ask("meow").json()[0]["random"])

    def test_a_project_without_labels_has_nothing_to_say(self) -> None:
        empty = make_text_project(self.grace)
        key = ProjectKey.objects.of_member(empty, self.grace).spell()

        response = self.client.get(self.url("classify", key=key), {"data": "x"})

        self.assertEqual((response.status_code, response.json()), (200, []))

    def test_asking_costs_one_question_to_the_database(self) -> None:
        self.make_ready()
        self.ask("meow")

        with self.assertNumQueries(1):  # the key, its project, the model in use
            self.ask("purr")

    def test_it_says_what_is_wrong(self) -> None:
        self.make_ready()
        long = "Text is too long: 2048 characters at most"
        for data, sentence in (
            (None, "Missing data"),
            ("", "Missing data"),
            (" \t\r\n\u00a0\u3000", "Missing data"),
            ("\u200b\u200d\ufeff", "Missing data"),
            (3, "Invalid data"),
            (True, "Invalid data"),
            (["meow"], "Invalid data"),
            ({"text": "meow"}, "Invalid data"),
            ("a\0b", "Invalid data"),
            ("\ud800", "Invalid data"),
            ("a\udfffb", "Invalid data"),
            ("x" * 2049, long),
            ("x" * 1_000_000, long),
            (ACCENTS, "Invalid data"),
        ):
            with self.subTest(data=ascii(data)[:20]):
                posted = self.post("classify", {"data": data})
                self.assert_refused(posted, 400, sentence)
        self.assertEqual(self.classifier.texts, [])
        self.assert_refused(self.post("classify", {}), 400, "Missing data")
        self.assert_refused(self.post("classify", []), 400, "Missing data")
        self.assert_refused(self.post("classify", b"{"), 400, "Invalid data")

    def test_so_does_get(self) -> None:
        for data, sentence in (
            ([], "Missing data"),
            ([""], "Missing data"),
            ([" \n"], "Missing data"),
            (["a\0"], "Invalid data"),
            (["meow", "woof"], "Invalid data"),
            (["x" * 2049], "Text is too long: 2048 characters at most"),
        ):
            with self.subTest(data=ascii(data)[:20]):
                response = self.client.get(self.url("classify"), {"data": data})
                self.assert_refused(response, 400, sentence)

    def test_what_no_model_has_seen_is_answered_all_the_same(self) -> None:
        self.make_ready()
        for text in ("x" * 2048, "😀", "😀" * 2048, "١٢٣", "漢字", "!", "\u200fשלום"):
            with self.subTest(text=text[:5]):
                self.assertEqual(self.ask(text).status_code, 200)
                self.assertEqual(self.post("classify", {"data": text}).status_code, 200)
