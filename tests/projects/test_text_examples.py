import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.models import TrainingExample
from tests.school import SchoolTestCase, make_project, make_text_project


class AddSentenceTests(SchoolTestCase):
    """POST /api/projects/<project_id>/examples/ of a text project"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.ada, happy=["See you"], sad=[])
        cls.url = reverse("projects:examples", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def add(self, text: object, label: int = 1, **more: object):
        data = {"label": label, "text": text, **more}
        return self.client.post(self.url, data, "application/json")

    def assert_refused(self, response, status: int, sentence: str) -> None:
        self.assertEqual(response.status_code, status)
        self.assertIn(sentence, response.json()["detail"])

    def test_it_is_stored_tidy_and_signed(self) -> None:
        response = self.add("  Cafe\u0301\r\n au  lait 👍\u00a0")

        self.assertEqual(response.status_code, 201)
        self.assertEqual(response.json()["text"], "Café au lait 👍")
        self.assertEqual(response.json()["values"], {})
        example = TrainingExample.objects.get(pk=response.json()["id"])
        self.assertEqual(example.text, "Café au lait 👍")
        self.assertEqual((example.author, example.label.number), (self.ada, 1))

    def test_any_script_and_emoji_come_back_as_they_were(self) -> None:
        for text in ("👩‍👩‍👧", "?", "مَرْحَبًا", "שלום", "สวัสดี", "नमस्ते", "がっこう", "𝒳𐍈"):
            with self.subTest(text=text):
                self.assertEqual(self.add(text).json()["text"], text)

    def test_sending_it_twice_stores_it_once(self) -> None:
        pk = str(uuid.uuid4())

        first, second = self.add("Hooray", id=pk), self.add("Hooray", id=pk)

        self.assertEqual((first.status_code, second.status_code), (201, 200))
        self.assertEqual(first.json(), second.json())
        self.assertEqual(self.project.examples.count(), 2)

    def test_the_same_again_is_refused_whatever_its_case_and_accents(self) -> None:
        self.add("Zażółć gęślą jaźń")
        for text in ("See you", "SEE YOU", " séé   yoü ", "zazolc gesla jazn"):
            with self.subTest(text=text):
                self.assert_refused(
                    self.add(text), 409, "“happy” has this example already."
                )
        self.assertEqual(self.project.examples.count(), 2)

    def test_other_punctuation_and_another_label_are_something_else(self) -> None:
        self.assertEqual(self.add("See you!").status_code, 201)
        self.assertEqual(self.add("See you", label=2).status_code, 201)

    def test_it_says_what_is_wrong(self) -> None:
        for text, sentence in (
            ("", "Type something first."),
            ("  \n ", "Type something first."),
            ("\u200b", "Type something first."),
            ("x" * 1025, "1024 characters at most"),
            ("😀" * 1025, "1024 characters at most"),
            ("a" + "\u0301" * 1000, "too many accents"),
            ("a\0b", "Leave out characters that cannot be seen."),
        ):
            with self.subTest(text=text[:4]):
                self.assert_refused(self.add(text), 400, sentence)
        self.assertEqual(self.add("x" * 1024).status_code, 201)

    def test_nonsense_is_answered_kindly(self) -> None:
        for text in (None, ["a"], {"a": 1}, True):
            with self.subTest(text=text):
                self.assertEqual(self.add(text).status_code, 400)
        half = b'{"label": 1, "text": "\\ud800"}'
        response = self.client.post(self.url, half, "application/json")
        self.assert_refused(response, 400, "Leave out characters that cannot be seen.")
        rows = {"label": 1, "values": {"1": 5}}
        response = self.client.post(self.url, rows, "application/json")
        self.assert_refused(response, 400, "Type something first.")

    def test_the_quota_is_said_and_kept(self) -> None:
        self.year_5.policy.text_quota = 2
        self.year_5.policy.save()

        self.assertEqual(self.add("Hooray").status_code, 201)
        full = "full: it has room for 2 examples. Delete some first."
        self.assert_refused(self.add("Yippee"), 409, full)
        self.assert_refused(self.add("hooray"), 409, "has this example already")

    def test_teacher_may_look_but_not_add(self) -> None:
        self.client.force_login(self.rivera)

        found = self.client.get(self.url).json()["examples"]
        self.assertEqual([each["text"] for each in found], ["See you"])
        self.assertEqual(self.add("Hooray").status_code, 403)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.add("Hooray").status_code, 404)
                self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.add("Hooray").status_code, 403)

    def test_as_many_questions_to_the_database_with_ten_as_with_one(self) -> None:
        def questions() -> None:
            # session, user, project with its class, examples, how many there are
            with self.assertNumQueries(5):
                self.client.get(self.url)

        questions()
        for number in range(9):
            self.add(f"Hooray {number}")
        questions()

    def test_it_has_no_columns(self) -> None:
        url = reverse("projects:fields", args=[self.project.pk])

        response = self.client.post(url, {"name": "size"}, "application/json")

        self.assert_refused(response, 400, "has no columns")


class ConstraintTests(SchoolTestCase):
    def test_the_database_keeps_what_is_promised(self) -> None:
        project = make_text_project(self.ada, happy=["See you"])
        (example,) = project.examples.all()
        for changes, name in (
            ({"text": "x" * 1025}, "text_is_not_too_long"),
            ({"text": "See you"}, "example_is_once_in_its_label"),
        ):
            twin = TrainingExample(
                project=project,
                label=example.label,
                fingerprint=example.fingerprint,
                **changes,
            )
            if name == "text_is_not_too_long":
                twin.fingerprint = "another"
            with (
                self.subTest(name=name),
                self.assertRaisesMessage(IntegrityError, name),
                transaction.atomic(),
            ):
                twin.save()

    def test_rows_of_numbers_may_be_the_same(self) -> None:
        project = make_project(self.ada, cat=1)
        (example,) = project.examples.all()
        example.pk = None

        TrainingExample.objects.create(
            project=project, label=example.label, values=example.values
        )

        self.assertEqual(project.examples.count(), 2)
