from unittest.mock import patch

from projects import actions
from training.learning.artefacts import ArtefactIsGone

from .scratch import Pretend, ScratchTestCase


class ClassifyTests(ScratchTestCase):
    """GET and POST /api/scratch/<key>/classify"""

    def setUp(self) -> None:
        self.classifier = Pretend(0.254, 0.746)
        self.load = self.enterContext(
            patch("training.classifying.load", return_value=self.classifier)
        )

    def test_best_first_in_whole_percent_with_the_model_s_time(self) -> None:
        self.make_ready()

        response = self.client.get(self.url("classify"), {"data": ["3.5", "RED"]})

        self.assertEqual(
            response.content,
            b'[{"class_name": "dog", "confidence": 75, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}, '
            b'{"class_name": "cat", "confidence": 25, '
            b'"classifierTimestamp": "2026-01-02T03:04:05.006Z"}]',
        )
        self.assertEqual(response["Cache-Control"], "max-age=10")
        self.assertEqual(self.classifier.rows, [[3.5, "red"]])

    def test_post_takes_a_list_or_an_object_by_field_name(self) -> None:
        self.make_ready()

        for data in ([1, "blue"], {"colour": "blue", "WEIGHT": "1"}):
            response = self.post("classify", {"data": data})
            self.assertEqual(response.status_code, 200)
            self.assertNotIn("max-age", response.get("Cache-Control", ""))
        self.assertEqual(self.classifier.rows, [[1.0, "blue"], [1.0, "blue"]])

    def test_missing_values_are_allowed(self) -> None:
        self.make_ready()

        self.post("classify", {"data": {"weight": 2}})
        self.client.get(self.url("classify"), {"data": ["", "red"]})

        self.assertEqual(self.classifier.rows, [[2.0, None], [None, "red"]])

    def test_the_newest_timestamp_answers_not_modified(self) -> None:
        self.make_ready()

        def ask(since: str) -> int:
            return self.client.get(
                self.url("classify"),
                {"data": ["1", "red"]},
                headers={"If-Modified-Since": since},
            ).status_code

        self.assertEqual(ask("2026-01-02T03:04:05.006Z"), 304)
        self.assertEqual(ask("2026-01-02T03:04:05.007Z"), 200)

    def test_without_a_model_it_guesses_and_says_so(self) -> None:
        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})

        self.assertEqual(
            sorted(each["class_name"] for each in response.json()), ["cat", "dog"]
        )
        for each in response.json():
            self.assertEqual((each["confidence"], each["random"]), (50, True))
            self.assertRegex(
                each["classifierTimestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"
            )

    def test_a_renamed_label_is_called_by_its_new_name_at_once(self) -> None:
        self.make_ready()
        label = self.project.live_labels()[0]
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        actions.change_label(label, name="kitten")

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})
        names = [each["class_name"] for each in response.json()]
        self.assertEqual(names, ["dog", "kitten"])

    def test_a_new_column_is_asked_for_at_once(self) -> None:
        self.make_ready()
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        actions.add_field(self.project, "legs", "number")

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})
        self.assertEqual(response.json(), {"error": "Missing data"})

    def test_asking_costs_one_question_to_the_database(self) -> None:
        self.make_ready()
        self.client.get(self.url("classify"), {"data": ["1", "red"]})

        with self.assertNumQueries(1):  # the key, its project, the model in use
            self.client.get(self.url("classify"), {"data": ["1", "red"]})

    def test_a_model_deleted_meanwhile_becomes_a_guess(self) -> None:
        self.make_ready()
        self.load.side_effect = ArtefactIsGone

        response = self.client.get(self.url("classify"), {"data": ["1", "red"]})

        self.assertTrue(response.json()[0]["random"])

    def test_it_says_what_is_wrong(self) -> None:
        self.make_ready()
        for data, sentence in (
            ([], "Missing data"),
            (["1"], "Missing data"),
            (["1", "red", "2"], "Invalid data"),
            (["x", "red"], "Invalid data"),
            (["1", "green"], "Invalid data"),
            (["-1e300", "red"], "Number is too small"),
            (["1e300", "red"], "Number is too big"),
            (["1\0", "red"], "Invalid data"),
        ):
            with self.subTest(data=data):
                response = self.client.get(self.url("classify"), {"data": data})
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json(), {"error": sentence})

    def test_any_body_is_answered_in_json(self) -> None:
        deep = b"[" * 200_000
        for body in (b"", b"{", b"null", b"3", b'{"data": 3}', b"\xff", deep):
            with self.subTest(body=body[:10]):
                response = self.post("classify", body)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json().keys(), {"error"})

    def test_a_large_body_is_refused(self) -> None:
        response = self.post("classify", b"x" * (4 * 1024 * 1024 + 1))

        self.assertEqual(response.status_code, 413)
        self.assertEqual(response.json().keys(), {"error"})
