import uuid

from django.urls import reverse

from projects import actions
from projects.models import TrainingExample
from tests.school import SchoolTestCase, make_project, stored_examples


class AddExampleTests(SchoolTestCase):
    """POST /api/projects/<project_id>/examples/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=2, dog=0)
        cls.url = reverse("projects:examples", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def add(self, values, label=1, **more):
        data = {"label": label, "values": values, **more}
        return self.client.post(self.url, data, "application/json")

    def test_it_stores_and_signs_the_example(self) -> None:
        response = self.add({"1": "3,5", "2": "RED"})

        self.assertEqual(response.status_code, 201)
        example = TrainingExample.objects.get(pk=response.json()["id"])
        self.assertEqual(example.values, {"1": 3.5, "2": "red"})
        self.assertEqual(example.author, self.ada)
        self.assertEqual(response.json()["author"], "Ada")

    def test_missing_values_are_allowed_but_not_all(self) -> None:
        self.assertEqual(self.add({"1": 4}).json()["values"], {"1": 4.0, "2": None})

        response = self.add({"1": " ", "2": None})

        self.assertEqual(response.status_code, 400)
        self.assertEqual(response.json()["detail"], "Fill in at least one column.")

    def test_sending_it_twice_stores_it_once(self) -> None:
        pk = str(uuid.uuid4())

        first, second = self.add({"1": 1}, id=pk), self.add({"1": 1}, id=pk)

        self.assertEqual((first.status_code, second.status_code), (201, 200))
        self.assertEqual(first.json(), second.json())
        self.assertEqual(self.project.examples.count(), 3)

    def test_it_says_what_is_wrong(self) -> None:
        for values, sentence in (
            ({"1": "heavy"}, "“heavy” is not a number."),
            ({"1": "nan"}, "is not a number"),
            ({"1": True}, "is not a number"),
            ({"1": [1]}, "“…” is not a number"),
            ({"2": {"a": []}}, "“…” is not one of the choices"),
            ({"1": 1e39}, "too big"),
            ({"1": "-1e400"}, "too small"),
            ({"1": 10**400}, "too big"),
            ({"2": "green"}, "not one of the choices of “colour”: red, blue."),
            ({"9": 1}, "Load the page again."),
        ):
            with self.subTest(values=str(values)[:40]):
                response = self.add(values)
                self.assertEqual(response.status_code, 400)
                self.assertIn(sentence, response.json()["detail"])
        self.assertEqual(self.project.examples.count(), 2)

    def test_nonsense_is_answered_kindly(self) -> None:
        deep = b'{"label": 1, "values": {"1": %s1%s}}' % (b"[" * 900, b"]" * 900)
        half = b'{"label": 1, "values": {"1": "\\ud800"}}'
        label = b'{"label": "a", "values": {}}'
        for body in (b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 9999, deep, half, label):
            with self.subTest(body=body):
                response = self.client.post(self.url, body, "application/json")
                self.assertEqual(response.status_code, 400)

    def test_a_label_that_is_gone(self) -> None:
        for label in (3, 0, -1, 10**30):
            with self.subTest(label=label):
                response = self.add({"1": 1}, label=label)
                self.assertEqual(response.status_code, 400)

    def test_the_quota_is_said_and_kept(self) -> None:
        self.year_5.policy.row_quota = 3
        self.year_5.policy.save()

        self.assertEqual(self.add({"1": 1}).status_code, 201)
        response = self.add({"1": 1})

        self.assertEqual(response.status_code, 409)
        self.assertIn("room for 3 examples", response.json()["detail"])
        self.assertEqual(self.project.examples.count(), 3)

    def test_an_id_of_another_project_is_refused(self) -> None:
        other = make_project(self.grace, cat=1)
        stolen = other.examples.get()

        response = self.add({"1": 1}, id=str(stolen.pk))

        self.assertEqual(response.status_code, 400)
        stolen.refresh_from_db()
        self.assertEqual(stolen.project, other)

    def test_teacher_may_look_but_not_add(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.client.get(self.url).status_code, 200)
        self.assertEqual(self.add({"1": 1}).status_code, 403)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.add({"1": 1}).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.add({"1": 1}).status_code, 403)


class ChangeExamplesTests(SchoolTestCase):
    """PATCH …/examples/<id>/, POST …/examples/delete/, move/ and restore/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=3, dog=1)
        cls.example = cls.project.examples.filter(label__number=1)[0]

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def url(self, name: str, *more: object) -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, *more])

    def post(self, name: str, data: object):
        return self.client.post(self.url(name), data, "application/json")

    def patch(self, data: object):
        url = self.url("example", self.example.pk)
        return self.client.patch(url, data, "application/json")

    def test_values_and_label_change(self) -> None:
        response = self.patch({"values": {"1": 7, "2": "blue"}, "label": 2})

        self.assertEqual(response.json()["values"], {"1": 7.0, "2": "blue"})
        self.assertEqual(response.json()["label"], 2)

    def test_values_that_are_not_named_stay_as_they_are(self) -> None:
        colour = self.example.values["2"]

        response = self.patch({"values": {"1": 5}})

        self.assertEqual(response.json()["values"], {"1": 5.0, "2": colour})

    def test_a_column_that_is_gone_does_not_stand_in_the_way(self) -> None:
        actions.delete_field(self.project.live_fields().get(number=2))

        self.assertEqual(self.patch({"values": {"1": 5}}).status_code, 200)

    def test_a_bad_change_changes_nothing(self) -> None:
        before = self.example.values

        self.assertEqual(self.patch({"values": {"1": "x"}}).status_code, 400)

        self.example.refresh_from_db()
        self.assertEqual(self.example.values, before)

    def test_one_deleted_meanwhile_is_said_to_be_gone(self) -> None:
        self.project.examples.filter(pk=self.example.pk).delete()
        self.assertEqual(self.patch({"label": 2}).status_code, 404)

    def test_deleting_can_be_undone_exactly(self) -> None:
        ids = [str(each.pk) for each in self.project.examples.all()]
        before = stored_examples(self.project)

        deleted = self.post("delete-examples", {"ids": ids}).json()["deleted"]
        self.assertFalse(self.project.examples.exists())
        response = self.post("restore-examples", {"examples": deleted})

        self.assertEqual(response.status_code, 200)
        after = stored_examples(self.project)
        self.assertEqual(after, before)

    def test_undoing_twice_restores_once(self) -> None:
        ids = [str(self.example.pk)]
        deleted = self.post("delete-examples", {"ids": ids}).json()["deleted"]

        self.post("restore-examples", {"examples": deleted})
        self.post("restore-examples", {"examples": deleted})

        self.assertEqual(self.project.examples.count(), 4)

    def test_undoing_cannot_write_something_else(self) -> None:
        ids = [str(self.example.pk)]
        (deleted,) = self.post("delete-examples", {"ids": ids}).json()["deleted"]

        undos = ("x", None, "a:b:\ud800", "a:b:\0", {"a": []})
        for forged in ({}, *({**deleted, "undo": undo} for undo in undos)):
            with self.subTest(forged=forged):
                response = self.post("restore-examples", {"examples": [forged]})
                self.assertEqual(response.status_code, 400)
        self.assertEqual(self.project.examples.count(), 3)

    def test_a_teacher_may_delete_and_undo(self) -> None:
        self.client.force_login(self.rivera)

        deleted = self.post("delete-examples", {"ids": [str(self.example.pk)]})
        undone = self.post("restore-examples", {"examples": deleted.json()["deleted"]})

        self.assertEqual((deleted.status_code, undone.status_code), (200, 200))
        restored = TrainingExample.objects.get(pk=self.example.pk)
        self.assertEqual(restored.author, self.ada)

    def test_a_teacher_may_edit_and_move_and_leaves_the_author(self) -> None:
        self.client.force_login(self.rivera)

        edited = self.patch({"values": {"1": 7}, "label": 2})
        ids = [str(self.example.pk)]
        moved = self.post("move-examples", {"ids": ids, "label": 1})

        self.assertEqual(edited.status_code, 200)
        self.assertEqual(moved.json(), {"moved": 1, "left": 0})
        self.example.refresh_from_db()
        self.assertEqual(self.example.values["1"], 7)
        self.assertEqual(
            (self.example.label.number, self.example.author), (1, self.ada)
        )

    def test_several_are_moved(self) -> None:
        ids = [str(each.pk) for each in self.project.examples.filter(label__number=1)]

        response = self.post("move-examples", {"ids": ids, "label": 2})

        self.assertEqual(response.json(), {"moved": 3, "left": 0})
        self.assertEqual(self.project.examples.filter(label__number=2).count(), 4)

    def test_examples_of_other_projects_are_left_alone(self) -> None:
        other = make_project(self.grace, cat=1).examples.get()

        self.post("delete-examples", {"ids": [str(other.pk)]})
        self.post("move-examples", {"ids": [str(other.pk)], "label": 2})

        other.refresh_from_db()
        self.assertEqual(other.label.number, 1)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            self.client.force_login(user)
            self.assertEqual(self.patch({"label": 2}).status_code, 404)
            for name in ("delete-examples", "move-examples", "restore-examples"):
                with self.subTest(user=str(user), name=name):
                    self.assertEqual(self.post(name, {"ids": []}).status_code, 404)
