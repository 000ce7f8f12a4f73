from django.core import signing
from django.urls import reverse

from projects.serializers import UNDO_SALT
from tests.school import SchoolTestCase, make_text_project, stored_examples


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
        return stored_examples(self.project)

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

    def test_undoing_asks_the_database_as_often_for_several_as_for_one(self) -> None:
        for texts in (["See you"], ["See you", "Hooray", "Yippee"]):
            deleted = self.delete(*texts)
            with self.subTest(count=len(texts)), self.assertNumQueries(15):
                self.post("restore-examples", {"examples": deleted})

    def test_undoing_what_was_deleted_before_examples_had_texts(self) -> None:
        deleted = self.delete("See you")
        row = signing.loads(deleted[0]["undo"], salt=UNDO_SALT)
        del row["text"]
        rows = [{"undo": signing.dumps(row, salt=UNDO_SALT)}]

        response = self.post("restore-examples", {"examples": rows})

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
