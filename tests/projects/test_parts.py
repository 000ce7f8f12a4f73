from django.db import IntegrityError, transaction
from django.urls import reverse

from projects import actions
from projects.kinds import Content
from projects.models import Label
from tests.school import SchoolTestCase, make_project, stored_examples


class LabelTests(SchoolTestCase):
    """/api/projects/<project_id>/labels/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=2, dog=1)
        cls.url = reverse("projects:labels", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def one(self, number: int, name: str = "label") -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, number])

    def add(self, name: object):
        return self.client.post(self.url, {"name": name}, "application/json")

    def test_any_script_and_emoji(self) -> None:
        for name in ("قطة", "ねこ", "👨‍👩‍👧‍👦", "Ё-моё"):
            with self.subTest(name=name):
                response = self.add(f"  {name}  ")
                self.assertEqual(response.status_code, 201)
                self.assertEqual(response.json()["name"], name)

    def test_names_that_differ_by_case_only_are_the_same(self) -> None:
        for name in ("Cat", "CAT", "ｃａｔ"):
            with self.subTest(name=name):
                response = self.add(name)
                self.assertEqual(response.status_code, 409)
                self.assertIn("Choose another name", response.json()["detail"])

    def test_bad_names_are_refused_with_a_sentence(self) -> None:
        many = "\ufdfa" * 20  # a sentence each, once it is spelled out
        for name in ("", "   ", "x" * 41, many, "\u200b", "a\u202eb", None, [], {}):
            with self.subTest(name=name):
                response = self.add(name)
                self.assertEqual(response.status_code, 400)
                self.assertTrue(response.json()["name"][0])

    def test_characters_that_cannot_be_stored_are_refused(self) -> None:
        for name in ("a\0b", "\ud800"):
            response = self.add(name)
            self.assertEqual(response.status_code, 400)
            self.assertIn("cannot be seen", response.json()["detail"])

    def test_a_position_leaves_room_for_more_labels(self) -> None:
        far = self.client.patch(self.one(1), {"position": 32767}, "application/json")

        self.assertEqual(far.status_code, 400)
        self.assertEqual(self.add("bird").status_code, 201)

    def test_changing_and_undoing_answer_how_many_examples_there_are(self) -> None:
        renamed = self.client.patch(self.one(1), {"name": "Tom"}, "application/json")
        self.client.delete(self.one(2))
        restored = self.client.post(self.one(2, "restore-label"))
        kept = self.client.post(self.one(1, "restore-label"))

        counts = [each.json()["example_count"] for each in (renamed, restored, kept)]
        self.assertEqual(counts, [2, 0, 2])

    def test_a_label_is_renamed_also_to_itself_in_capitals(self) -> None:
        renamed = self.client.patch(self.one(1), {"name": "CAT"}, "application/json")
        taken = self.client.patch(self.one(1), {"name": "Dog"}, "application/json")

        self.assertEqual(renamed.json()["name"], "CAT")
        self.assertEqual(taken.status_code, 409)

    def test_deleting_takes_its_examples_and_undo_brings_all_back(self) -> None:
        before = stored_examples(self.project)

        deleted = self.client.delete(self.one(1)).json()["deleted"]
        self.assertEqual(self.project.examples.count(), 1)
        self.client.post(self.one(1, "restore-label"))
        self.client.post(
            reverse("projects:restore-examples", args=[self.project.pk]),
            {"examples": deleted},
            "application/json",
        )

        self.assertEqual(stored_examples(self.project), before)

    def test_a_number_is_never_used_again(self) -> None:
        self.client.delete(self.one(2))

        self.assertEqual(self.add("dog").json()["number"], 3)

    def test_undo_after_the_name_was_taken_says_so(self) -> None:
        self.client.delete(self.one(2))
        self.add("dog")

        response = self.client.post(self.one(2, "restore-label"))

        self.assertEqual(response.status_code, 409)

    def test_the_quota_is_kept(self) -> None:
        self.year_5.policy.label_quota = 2
        self.year_5.policy.save()

        self.assertEqual(self.add("bird").status_code, 409)

    def test_teacher_may_look_but_not_change(self) -> None:
        self.client.force_login(self.rivera)

        self.assertEqual(self.client.get(self.url).json()[0]["example_count"], 2)
        self.assertEqual(self.add("bird").status_code, 403)
        self.assertEqual(self.client.delete(self.one(1)).status_code, 403)

    def test_it_is_hidden_from_everyone_else(self) -> None:
        for user in (self.grace, self.linus, self.okoro):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.client.get(self.url).status_code, 404)
                self.assertEqual(self.add("bird").status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertEqual(self.client.get(self.url).status_code, 403)

    def test_the_database_keeps_names_and_numbers_unique(self) -> None:
        for number, folded, constraint in (
            (9, "cat", "label_name_is_unique_in_project"),
            (1, "bird", "label_number_is_used_once"),
        ):
            with (
                self.subTest(constraint=constraint),
                self.assertRaisesMessage(IntegrityError, constraint),
                transaction.atomic(),
            ):
                Label.objects.create(
                    project=self.project, number=number, folded_name=folded
                )


class FieldTests(SchoolTestCase):
    """/api/projects/<project_id>/fields/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=2)
        cls.url = reverse("projects:fields", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.ada)

    def one(self, number: int, name: str = "field") -> str:
        return reverse(f"projects:{name}", args=[self.project.pk, number])

    def add(self, **data: object):
        return self.client.post(self.url, data, "application/json")

    def change(self, number: int, **data: object):
        return self.client.patch(self.one(number), data, "application/json")

    def test_number_and_choice(self) -> None:
        number = self.add(name="legs", kind="number")
        choice = self.add(name="size", kind="choice", choices=[" big", "small"])

        self.assertEqual(number.json()["choices"], [])
        self.assertEqual(choice.json()["choices"], ["big", "small"])

    def test_it_says_what_is_wrong(self) -> None:
        for data, status in (
            ({"kind": "number"}, 400),
            ({"name": "WEIGHT", "kind": "number"}, 409),
            ({"name": "x", "kind": "colour"}, 400),
            ({"name": "x", "kind": "choice"}, 400),
            ({"name": "x", "kind": "choice", "choices": ["one"]}, 400),
            ({"name": "x", "kind": "choice", "choices": ["a", "A"]}, 409),
            ({"name": "x", "kind": "choice", "choices": ["a", ""]}, 400),
            (
                {"name": "x", "kind": "choice", "choices": [str(n) for n in range(31)]},
                409,
            ),
        ):
            with self.subTest(data=str(data)[:60]):
                self.assertEqual(self.add(**data).status_code, status)
        self.assertEqual(self.project.live_fields().count(), 2)

    def test_a_choice_in_use_stays(self) -> None:
        refused = self.change(2, choices=["blue", "green"])
        allowed = self.change(2, choices=["red", "blue", "green"])

        self.assertEqual(refused.status_code, 409)
        self.assertIn("1 example uses “red”", refused.json()["detail"])
        self.assertEqual(allowed.json()["choices"], ["red", "blue", "green"])

    def test_the_kind_stays(self) -> None:
        self.assertEqual(self.change(1, kind="choice").status_code, 400)

    def test_deleting_keeps_the_values_for_undo(self) -> None:
        before = list(self.project.examples.order_by("pk").values("values"))

        self.assertEqual(self.client.delete(self.one(1)).status_code, 204)
        self.assertEqual(self.project.live_fields().count(), 1)
        self.client.post(self.one(1, "restore-field"))

        self.assertEqual(self.project.live_fields().count(), 2)
        self.assertEqual(
            list(self.project.examples.order_by("pk").values("values")), before
        )

    def test_the_quota_is_kept(self) -> None:
        self.year_5.policy.field_quota = 2
        self.year_5.policy.save()

        self.assertEqual(self.add(name="x", kind="number").status_code, 409)

    def test_only_its_owner_may(self) -> None:
        for user, status in ((self.rivera, 403), (self.grace, 404), (self.okoro, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.add(name="x", kind="number").status_code, status)


class OutdatedTests(SchoolTestCase):
    """What makes a model older than its examples, and what does not."""

    def test_only_what_it_learns_from_counts(self) -> None:
        project = make_project(self.ada, cat=2, dog=2)
        label, field = project.live_labels()[0], project.live_fields()[0]
        example = project.examples.all()[0]
        example.project = label.project = field.project = project
        new = actions.NewExample(label, Content({"1": 1.0}))
        given = {"values": {"1": 2}}

        for verb, counts in (
            (lambda: actions.rename_project(project, "Animals"), False),
            (lambda: actions.change_label(label, name="kitten"), False),
            (lambda: actions.change_field(field, name="mass"), False),
            (lambda: actions.add_examples(project, [new], self.ada), True),
            (lambda: actions.add_examples(project, [new], self.ada), False),
            (lambda: actions.change_example(example, self.ada, given=given), True),
            (lambda: actions.add_label(project, "bird"), True),
            (lambda: actions.delete_examples(project, [example.pk], self.ada), True),
            (lambda: actions.delete_examples(project, [example.pk], self.ada), False),
            (lambda: actions.delete_field(field), True),
        ):
            before = project.examples_changed_at
            verb()
            project.refresh_from_db()
            self.assertEqual(project.examples_changed_at > before, counts)
