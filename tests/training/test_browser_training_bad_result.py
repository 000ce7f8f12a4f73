import json

from .test_browser_training_result import ResultTestCase


class BadResultTests(ResultTestCase):
    """Nothing of what a browser says is believed."""

    def refuse(self, **given: object) -> None:
        response = self.browser.bring(**given)
        self.assertEqual(response.status_code, 400, response.content)
        self.assertIn("Press Train to try again", response.json()["detail"])

    def tearDown(self) -> None:
        self.assertEqual(self.row().status, "training")
        self.assertEqual(self.files(), [])
        self.assertEqual(self.browser.bring().status_code, 200)
        super().tearDown()

    def test_weights_of_the_wrong_size(self) -> None:
        good = self.browser.weights()
        for weights in (b"", good[:-4], good[:-1], good + b"1234", bytes(2**21 + 1)):
            with self.subTest(size=len(weights)):
                self.refuse(weights=weights)

    def test_weights_that_are_no_numbers(self) -> None:
        for value in (float("nan"), float("inf")):
            with self.subTest(value=value):
                self.refuse(weights=self.browser.weights(value))

    def test_another_base(self) -> None:
        for base in ("fedcba9876543210", None, ["0123456789abcdef"]):
            with self.subTest(base=base):
                self.refuse(base=base)

    def test_what_was_not_to_be_measured(self) -> None:
        measured = self.browser.report()["measured"]
        examples = self.browser.lesson["examples"]
        learnt = next(each for each in examples if not each["held_back"])
        strange = [learnt["id"], measured[0][1]]
        for told in (
            [*measured, strange],
            [*measured, measured[0]],
            [*measured, ["x", [1, 0]]],
            [*measured, [{}, [1, 0]]],
            [*measured, "xy"],
            measured[1:],
            [],
            None,
        ):
            with self.subTest(told=told):
                self.refuse(measured=told)

    def test_confidences_that_are_none(self) -> None:
        measured = self.browser.report()["measured"]
        for confidences in (
            [0.5],
            [0.5, 0.25, 0.25],
            [0.5, 0.6],
            [1.5, -0.5],
            [True, 0],
            ["0.5", 0.5],
            [None, 1],
            [10**400, 0],
            0.5,
        ):
            with self.subTest(confidences=confidences):
                self.refuse(measured=[[measured[0][0], confidences], *measured[1:]])

    def test_a_report_that_is_none(self) -> None:
        report = self.browser.report()
        spelled = json.dumps(report)
        for told in (
            "",
            "[]",
            "null",
            '{"base":',
            spelled.replace("0.7", "NaN"),
            spelled.replace("0.7", "1e400"),
            spelled.replace("wasm", "\ud800").encode("utf-8", "replace").decode(),
            spelled + " " * 2**20,
        ):
            with self.subTest(told=told[:40]):
                self.refuse(report=told)

    def test_a_training_that_was_none(self) -> None:
        good = self.browser.report()["trained"]
        for change in (
            {"backend": "<b>"},
            {"backend": None},
            {"seconds": []},
            {"seconds": {"looking": "1"}},
            {"seconds": {str(n): 1 for n in range(11)}},
            {"loss": [[1, 1]] * 101},
            {"loss": [[None, 1]]},
            {"loss": [[1, {}]]},
            {"loss": [1]},
            {"epochs": "20"},
        ):
            with self.subTest(change=change):
                self.refuse(trained={**good, **change})
        self.refuse(trained=None)
        self.refuse(simplified=1)

    def test_parts_missing(self) -> None:
        url = self.browser.address("training:lesson-result")
        for body in ({}, {"report": "{}"}, {"weights": "x", "report": "{}"}):
            with self.subTest(body=body):
                self.assertEqual(self.client.post(url, body).status_code, 400)
        answer = self.client.post(url, "[]", "application/json")
        self.assertEqual(answer.status_code, 400)
