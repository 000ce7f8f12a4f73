"""What a browser sends to be learnt: what is taken, and what is refused."""

import json

from training.models import LocalModel
from training.room import MEBIBYTE

from .local import PETS, LocalTestCase, texts

FIELDS = [
    {"name": "weight", "type": "number"},
    {"name": "colour", "type": "multichoice", "choices": ["red", "blue"]},
]
ROWS = [([1, "red"], "cat"), ([2, "RED"], "cat"), ([8, "blue"], "dog")]
ACCENTS = "\u0315\u0301" * 9_000  # in an order that takes long to put right


def rows(pairs=ROWS, fields=FIELDS, labels=("cat", "dog")) -> dict:
    return {
        "type": "numbers",
        "project": {"id": "any", "labels": list(labels), "fields": fields},
        "training": [{"numberdata": row, "label": label} for row, label in pairs],
    }


class SentTextTests(LocalTestCase):
    def test_an_example_may_call_its_text_by_any_of_its_names(self) -> None:
        body = texts()
        for place, name in enumerate(("text", "data", "textdata", "text")):
            each = body["training"][place]
            each[name] = each.pop("textdata")

        self.assertEqual(self.train(body).example_count, 4)
        self.assertEqual([each.text for each in self.learnt[0].contents][:2],
                         ["meow", "purr"])  # fmt: skip

    def test_labels_are_alike_as_on_the_site_and_in_the_order_given(self) -> None:
        body = texts([*PETS, ("miau", " CAT "), ("MEOW", "cat")])
        body["project"] = {"labels": [{"name": "dog"}, "cat"]}

        self.train(body)

        (examples,) = self.learnt
        self.assertEqual(examples.labels, ["dog", "cat"])
        self.assertEqual(examples.answers, [1, 1, 0, 0, 1])  # "MEOW" is there already.

    def test_it_says_what_is_wrong_and_where(self) -> None:
        for training, sentence in (
            (None, "Missing data"),
            ("meow", "Invalid data"),
            ({"cat": ["meow"]}, "Invalid data"),
            (["meow"], "Invalid data (example 1)"),
            ([{"textdata": "meow"}], "Missing data (example 1)"),
            ([{"label": "cat"}], "Missing data (example 1)"),
            ([{"textdata": " ", "label": "cat"}], "Missing data (example 1)"),
            ([{"textdata": 3, "label": "cat"}], "Invalid data (example 1)"),
            ([{"textdata": "x", "label": ""}], "Invalid label (example 1)"),
            ([{"textdata": "x", "label": "x" * 41}], "Invalid label (example 1)"),
            ([{"textdata": "x", "label": ACCENTS}], "Invalid label (example 1)"),
            ([{"textdata": "x", "label": ["cat"]}], "Invalid label (example 1)"),
            (
                [{"textdata": "x" * 1025, "label": "cat"}],
                "Text is too long: 1024 characters at most (example 1)",
            ),
        ):
            with self.subTest(training=ascii(training)[:40]):
                body = {"type": "text", "training": training}
                self.assert_refused(self.post(body), 400, sentence)
        body = texts([*PETS, ("x", "bird")]) | {"project": {"labels": ["cat", "dog"]}}
        self.assert_refused(self.post(body), 400, "Invalid label (example 5)")
        self.assertFalse(LocalModel.objects.exists())

    def test_any_body_is_answered_in_json(self) -> None:
        other = "This key is for another kind of project"
        for body, sentence in (
            (b"", "Invalid data"),
            (b"[]", "Invalid data"),
            (b"\xff", "Invalid data"),
            (b'{"type": "text", "training": "\\ud800"}', "Invalid data"),
            (b'{"type": "text", "training": "\\u0000"}', "Invalid data"),
            (b"[" * 200_000, "Invalid data"),
            (b"{}", other),
            (json.dumps(rows()).encode(), other),
        ):
            with self.subTest(body=body[:20]):
                self.assert_refused(self.post(body), 400, sentence)
        large = self.post(b"x" * (4 * 1024 * 1024 + 1))
        self.assertEqual(large.status_code, 413)

    def test_what_is_allowed_is_what_the_class_allows(self) -> None:
        policy = self.year_5.policy
        policy.text_quota, policy.label_quota = 4, 2
        policy.save()

        self.assertEqual(self.post(texts()).status_code, 200)
        full = "Project already has maximum allowed amount of training data"
        self.assert_refused(self.post(texts([*PETS, ("x", "cat")])), 409, full)
        many = "These are too many labels, columns or choices"
        three = texts([*PETS[:3], ("x", "bird")])
        self.assert_refused(self.post(three), 409, many)

    def test_a_class_without_room_says_so(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        self.train()
        LocalModel.objects.update(stored_bytes=MEBIBYTE, key_digest="another")

        self.assert_refused(
            self.post(texts()), 409, "The class has no room for another model"
        )
        LocalModel.objects.update(user=self.linus)  # Of another class.
        self.assertEqual(self.post(texts()).status_code, 200)

    def test_what_the_same_key_had_before_takes_no_room(self) -> None:
        self.year_5.policy.storage_quota = 1
        self.year_5.policy.save()
        self.train()
        LocalModel.objects.update(stored_bytes=MEBIBYTE)

        self.assertEqual(self.train().status, "ready")

    def test_too_little_is_a_training_that_failed(self) -> None:
        said = {"status": 0, "msg": "Model Failed", "type": "text"}
        for pairs in ([], PETS[:2], PETS[:3]):
            response = self.post(texts(pairs))
            self.assertEqual((response.status_code, response.json()), (200, said))
        self.assertFalse(LocalModel.objects.exists())


class SentRowsTests(LocalTestCase):
    kind = "numbers"

    def test_rows_are_learnt_by_place_or_by_name(self) -> None:
        body = rows([*ROWS, ({"Colour": "blue", "weight": "9"}, "dog"), ([7], "dog")])
        body["training"].pop()

        local_model = self.train(body)

        (examples,) = self.learnt
        self.assertEqual(
            [content.values for content in examples.contents],
            [
                {"1": 1.0, "2": "red"},
                {"1": 2.0, "2": "red"},
                {"1": 8.0, "2": "blue"},
                {"1": 9.0, "2": "blue"},
            ],
        )
        kinds = [(field.name, field.kind) for field in examples.fields]
        self.assertEqual(kinds, [("weight", "number"), ("colour", "choice")])
        said = self.client.get(
            f"/saved-models/{self.key}-{local_model.pk.hex}/status"
        ).json()
        self.assertEqual(said["status"], "Available")
        self.assertEqual(said["labels"], ["cat", "dog"])
        self.assertEqual(
            said["urls"].keys(), {"status", "model", "tree", "dot", "vocab", "files"}
        )
        self.assertEqual(said["features"]["colour"], {"name": "f1", "type": "object"})

    def test_a_row_is_classified_by_the_key(self) -> None:
        self.post(rows([*ROWS, ([9, "blue"], "dog")]))

        for data in ([1, "red"], {"weight": 3}):
            response = self.client.post(
                self.url("classify"), {"data": data}, "application/json"
            )
            self.assertEqual(len(response.json()), 2)
        self.assert_refused(
            self.client.get(self.url("classify"), {"data": ["1", "green"]}),
            400,
            "Invalid data",
        )

    def test_it_says_what_is_wrong(self) -> None:
        twice = [FIELDS[0], {"name": "WEIGHT", "type": "number"}]
        alike = {"name": "c", "type": "choice", "choices": ["a", "A"]}
        for body, sentence in (
            (rows(fields=None), "Missing data"),
            (rows(fields=[]), "Invalid data"),
            (rows(fields="weight"), "Invalid data"),
            (rows(fields=["weight"]), "Invalid data"),
            (rows(fields=[{"name": "a", "type": "smell"}]), "Invalid data"),
            (rows(fields=[{"name": "a", "type": ["number"]}]), "Invalid data"),
            (rows(fields=[{"name": "", "type": "number"}]), "Invalid data"),
            (rows(fields=[{"name": "a", "type": "choice"}]), "Missing data"),
            (rows(fields=[alike]), "Invalid data"),
            (rows(fields=twice), "Invalid data"),
            (rows(labels=[3]), "Invalid label"),
            (rows([([1], "cat")]), "Missing data (example 1)"),
            (rows([([1, "green"], "cat")]), "Invalid data (example 1)"),
            (rows([([1e300, "red"], "cat")]), "Number is too big (example 1)"),
        ):
            with self.subTest(body=str(body)[:60]):
                self.assert_refused(self.post(body), 400, sentence)

    def test_too_many_columns_or_choices_are_refused(self) -> None:
        many = "These are too many labels, columns or choices"
        columns = [{"name": f"c{n}", "type": "number"} for n in range(21)]
        choices = [{"name": "c", "type": "choice", "choices": list("abc" * 11)}]
        for fields in (columns, choices):
            self.assert_refused(self.post(rows(fields=fields)), 409, many)

    def test_too_little_data_is_a_failed_model(self) -> None:
        said = self.post(rows()).json()

        self.assertEqual(said["status"], "Failed")
        self.assertEqual(
            said["error"], {"message": "More training data needed to train a model"}
        )
