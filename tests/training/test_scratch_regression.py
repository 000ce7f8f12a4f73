"""The endpoints for programs, as a project answers them that predicts numbers."""

from unittest.mock import patch

from projects import actions
from training.learning.artefacts import ArtefactIsGone

from .scratch import PretendRegressor, RegressionScratchTestCase
from .scratch_promises import SaysItsStage


class RegressionStatusTests(SaysItsStage, RegressionScratchTestCase):
    """GET /api/scratch/<key>/status"""


class RegressionClassifyTests(RegressionScratchTestCase):
    def setUp(self) -> None:
        self.regressor = PretendRegressor(12.25)
        self.load = self.enterContext(patch("training.predicting.load"))
        self.load.return_value = self.regressor
        self.regressor.preparation = self.preparation

    @property
    def preparation(self):
        class Seen:
            targets = [{"number": 3}]

        return Seen()

    def test_it_answers_the_number_by_the_name_of_its_column(self) -> None:
        self.make_ready()

        response = self.client.get(self.url("classify"), {"data": ["3.5", "CLAY"]})

        self.assertEqual(response.content, b'[{"height": 12.25}]')
        self.assertEqual(response["Cache-Control"], "max-age=10")
        self.assertEqual(self.regressor.rows, [{"1": 3.5, "2": "clay"}])

    def test_post_takes_a_list_or_an_object_also_one_with_the_answer_in_it(
        self,
    ) -> None:
        self.make_ready()

        for data in (
            [1, "sand"],
            {"soil": "sand", "SUN": "1"},
            {"soil": "sand", "sun": 1, "height": 99},
        ):
            response = self.post("classify", {"data": data})
            self.assertEqual(response.json(), [{"height": 12.25}])
        self.assertEqual(self.regressor.rows, [{"1": 1.0, "2": "sand"}] * 3)

    def test_missing_values_are_allowed_but_not_all_of_them(self) -> None:
        self.make_ready()

        self.post("classify", {"data": {"sun": 2}})
        self.client.get(self.url("classify"), {"data": ["", "sand"]})

        self.assertEqual(
            self.regressor.rows, [{"1": 2.0, "2": None}, {"1": None, "2": "sand"}]
        )
        for data in ({}, [None, ""], {"sun": None}, {"height": 3}):
            with self.subTest(data=data):
                response = self.post("classify", {"data": data})
                self.assert_refused(response, 400, "Missing data")

    def test_a_renamed_column_is_called_by_its_new_name_at_once(self) -> None:
        self.make_ready()
        (height,) = self.project.live_fields().filter(is_predicted=True)

        actions.change_field(height, name="tall")

        response = self.post("classify", {"data": [1, "sand"]})
        self.assertEqual(response.json(), [{"tall": 12.25}])

    def test_the_newest_timestamp_answers_not_modified(self) -> None:
        self.make_ready()

        response = self.client.get(
            self.url("classify"),
            {"data": ["1", "sand"]},
            headers={"If-Modified-Since": "2026-01-02T03:04:05.006Z"},
        )

        self.assertEqual(response.status_code, 304)

    def test_without_a_model_it_makes_nothing_up(self) -> None:
        response = self.post("classify", {"data": [1, "sand"]})
        self.assert_refused(response, 409, "Nothing has been trained yet")

        self.make_ready()
        self.load.side_effect = ArtefactIsGone
        response = self.post("classify", {"data": [1, "sand"]})
        self.assert_refused(response, 409, "Nothing has been trained yet")

    def test_it_says_what_is_wrong(self) -> None:
        self.make_ready()
        for data, sentence in (
            (["1"], "Missing data"),
            (["1", "sand", "2"], "Invalid data"),
            (["x", "sand"], "Invalid data"),
            (["1", "stone"], "Invalid data"),
            (["-1e300", "sand"], "Number is too small"),
            (["1e300", "sand"], "Number is too big"),
            (["nan", "sand"], "Invalid data"),
            ({"rain": 1}, "Invalid data"),
            (5, "Invalid data"),
        ):
            with self.subTest(data=data):
                response = self.post("classify", {"data": data})
                self.assert_refused(response, 400, sentence)


class RegressionTrainTests(RegressionScratchTestCase):
    def test_it_stores_a_row_without_a_label(self) -> None:
        for data in ([5, "clay", "29"], {"sun": 5, "soil": "clay", "height": 29}):
            response = self.post("train", {"data": data})

            self.assertEqual(response.status_code, 200)
            said = response.json()
            stored = self.project.examples.get(pk=said["id"])
            self.assertIsNone(stored.label)
            self.assertEqual(stored.values, {"1": 5.0, "2": "clay", "3": 29.0})
            self.assertEqual(said["numberdata"], [5.0, "clay", 29.0])
            self.assertNotIn("label", said)

    def test_it_says_what_is_wrong(self) -> None:
        for body, sentence in (
            ({}, "Missing data"),
            ([], "Missing data"),
            ({"label": "x"}, "Missing data"),
            ({"data": []}, "Missing data"),
            ({"data": [1, "clay"]}, "Missing data"),
            ({"data": [1, "clay", "tall"]}, "Invalid data"),
            ({"data": [1, "clay", 1e300]}, "Number is too big"),
        ):
            with self.subTest(body=body):
                self.assert_refused(self.post("train", body), 400, sentence)
        self.assertEqual(self.project.examples.count(), 12)

    def test_rows_are_not_listed(self) -> None:
        response = self.client.get(self.url("train"))

        self.assert_refused(response, 405, "Method not allowed")

    def test_training_starts_and_is_told_in_the_words_of_status(self) -> None:
        waiting = {"status": 1, "msg": "Model not ready yet", "type": "regression"}
        self.assertEqual(self.post("models", {}).json(), waiting)

        self.project.examples.all().delete()
        failed = {"status": 0, "msg": "Model Failed", "type": "regression"}
        self.assertEqual(self.post("models", {}).json(), failed)
