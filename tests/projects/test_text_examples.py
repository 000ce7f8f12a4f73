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
        self.assert_refused(self.add("Yippee"), 409, "room for 2 examples")
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


class ChangeSentencesTests(SchoolTestCase):
    """PATCH …/examples/<id>/, POST …/examples/delete/, move/ and restore/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(
            cls.ada, happy=["See you", "Hooray", "Yippee"], sad=["See you!", "hooray"]
        )
        cls.example = cls.project.examples.get(text="See you")

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def url(self, name: str, *more: object) -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, *more])

    def post(self, name: str, data: object):
        return self.client.post(self.url(name), data, "application/json")

    def patch(self, **data: object):
        url = self.url("example", self.example.pk)
        return self.client.patch(url, data, "application/json")

    def stored(self) -> list[dict]:
        return list(self.project.examples.order_by("pk").values())

    def delete(self, *texts: str) -> list[dict]:
        chosen = self.project.examples.filter(text__in=texts)
        ids = [str(each.pk) for each in chosen]
        return self.post("delete-examples", {"ids": ids}).json()["deleted"]

    def test_text_and_label_change(self) -> None:
        response = self.patch(text=" Bye   bye ", label=2)

        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json()["text"], "Bye bye")
        self.assertEqual(response.json()["label"], 2)

    def test_its_own_case_may_change(self) -> None:
        self.assertEqual(self.patch(text="SEE YOU").json()["text"], "SEE YOU")

    def test_it_becomes_no_twin_of_another(self) -> None:
        before = self.stored()

        for change in ({"text": "HOORAY"}, {"text": "see you!", "label": 2}):
            with self.subTest(change=change):
                response = self.patch(**change)
                self.assertEqual(response.status_code, 409)
                self.assertIn("has this example already", response.json()["detail"])
        self.assertEqual(self.stored(), before)

    def test_what_it_was_can_be_added_again(self) -> None:
        self.patch(text="Bye bye")

        data = {"label": 1, "text": "See you"}
        self.assertEqual(self.post("examples", data).status_code, 201)

    def test_a_bad_change_changes_nothing(self) -> None:
        for text in ("", "x" * 1025, None):
            with self.subTest(text=str(text)[:4]):
                self.assertEqual(self.patch(text=text).status_code, 400)
        self.example.refresh_from_db()
        self.assertEqual(self.example.text, "See you")

    def test_moving_leaves_those_the_label_holds_already(self) -> None:
        ids = [str(each.pk) for each in self.project.examples.filter(label__number=1)]

        response = self.post("move-examples", {"ids": ids, "label": 2})

        self.assertEqual(response.json(), {"moved": 2, "left": 1})
        left = self.project.examples.get(label__number=1)
        self.assertEqual(left.text, "Hooray")

    def test_moving_several_alike_moves_one_and_moving_again_nothing(self) -> None:
        label = self.project.labels.create(
            number=3, position=3, name="both", folded_name="both"
        )
        ids = [str(each.pk) for each in self.project.examples.all()]

        first = self.post("move-examples", {"ids": ids, "label": 3}).json()
        again = self.post("move-examples", {"ids": ids, "label": 3}).json()

        self.assertEqual(first, {"moved": 4, "left": 1})
        self.assertEqual(again["left"], 1)
        prints = list(label.examples.values_list("fingerprint", flat=True))
        self.assertEqual(len(prints), len(set(prints)))

    def test_deleting_can_be_undone_exactly(self) -> None:
        before = self.stored()

        deleted = self.delete("See you", "Hooray", "hooray")
        self.assertEqual(self.project.examples.count(), 2)
        response = self.post("restore-examples", {"examples": deleted})

        self.assertEqual(len(response.json()["examples"]), 3)
        self.assertEqual(self.stored(), before)

    def test_undoing_brings_no_twin_of_what_was_added_since(self) -> None:
        deleted = self.delete("See you", "Yippee")
        self.post("examples", {"label": 1, "text": "SEE YOU"})

        response = self.post("restore-examples", {"examples": deleted})

        restored = [each["text"] for each in response.json()["examples"]]
        self.assertEqual(restored, ["Yippee"])
        happy = self.project.examples.filter(label__number=1)
        texts = set(happy.values_list("text", flat=True))
        self.assertEqual(texts, {"SEE YOU", "Hooray", "Yippee"})

    def test_undoing_brings_one_of_two_that_were_alike(self) -> None:
        first = self.delete("Yippee")
        self.post("examples", {"label": 1, "text": "YIPPEE"})
        second = self.delete("YIPPEE")

        response = self.post("restore-examples", {"examples": [*first, *second]})

        self.assertEqual(len(response.json()["examples"]), 1)

    def test_undoing_the_deletion_of_a_label(self) -> None:
        before = self.stored()

        response = self.client.delete(self.url("label", 1))
        self.client.post(self.url("restore-label", 1))
        self.post("restore-examples", {"examples": response.json()["deleted"]})

        self.assertEqual(self.stored(), before)

    def test_a_teacher_may_edit_move_delete_and_undo(self) -> None:
        self.client.force_login(self.rivera)

        edited = self.patch(text="Goodbye")
        moved = self.post("move-examples", {"ids": [self.example.pk], "label": 2})
        deleted = self.delete("Goodbye")
        undone = self.post("restore-examples", {"examples": deleted})

        self.assertEqual((edited.status_code, moved.json()["moved"]), (200, 1))
        self.assertEqual(undone.status_code, 200)
        self.example.refresh_from_db()
        self.assertEqual(self.example.text, "Goodbye")
        self.assertEqual(self.example.author, self.ada)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            self.client.force_login(user)
            self.assertEqual(self.patch(text="Hm").status_code, 404)
            for name in ("delete-examples", "move-examples", "restore-examples"):
                with self.subTest(user=str(user), name=name):
                    self.assertEqual(self.post(name, {"ids": []}).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.patch(text="Hm").status_code, 403)
