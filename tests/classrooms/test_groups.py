from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TransactionTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.models import Group, User
from classrooms.quotas import QuotaExceeded
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom


class GroupTests(SchoolTestCase):
    """The groups of a class: /classrooms/<classroom_id>/groups/…"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.red = actions.add_group(cls.year_5, "Red")
        cls.theirs = actions.add_group(cls.year_6, "Green")

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def url(self, route: str, *arguments: object) -> str:
        return reverse(f"classrooms:{route}", args=[self.year_5.pk, *arguments])

    def post(self, route: str, *arguments: object, **typed: object):
        return self.client.post(self.url(route, *arguments), typed)

    def test_a_group_is_made_renamed_and_deleted(self) -> None:
        self.post("groups", name=" Blue ")
        blue = self.year_5.groups.get(name="Blue")
        self.post("rename-group", blue.pk, name="Zoë’s")
        self.assertContains(self.client.get(self.url("groups")), "Zoë’s")
        self.post("delete-group", blue.pk)

        self.assertEqual(self.year_5.groups.get(), self.red)

    def test_deleting_a_group_deletes_nobody(self) -> None:
        actions.put_in_group(self.year_5, [self.ada.student], self.red)

        self.post("delete-group", self.red.pk)

        self.ada.student.refresh_from_db()
        self.assertIsNone(self.ada.student.group)

    def test_two_groups_of_a_class_are_not_called_the_same(self) -> None:
        other = actions.add_group(self.year_5, "Blue")
        for name in ("red", "RED", "ｒｅｄ"):
            with self.subTest(name=name):
                sentence = "has a group of that name already"
                response = self.post("groups", name=name)
                self.assertContains(response, sentence, status_code=400)
                response = self.post("rename-group", other.pk, name=name)
                self.assertContains(response, sentence, status_code=400)
        self.assertEqual(self.year_5.groups.count(), 2)

    def test_a_group_may_be_spelt_another_way(self) -> None:
        self.post("rename-group", self.red.pk, name="RED")

        self.red.refresh_from_db()
        self.assertEqual(self.red.name, "RED")

    def test_bad_names_are_refused(self) -> None:
        for name in ("", " ", "x" * 41, "\u202ered"):
            with self.subTest(name=name):
                self.assertEqual(self.post("groups", name=name).status_code, 400)

    def test_the_database_keeps_names_unique(self) -> None:
        with (
            self.assertRaisesMessage(
                IntegrityError, "group_name_is_unique_in_classroom"
            ),
            transaction.atomic(),
        ):
            Group.objects.create(classroom=self.year_5, name="RED", folded_name="red")

    def test_a_class_has_not_too_many(self) -> None:
        Group.objects.bulk_create(
            Group(classroom=self.year_5, name=f"{n}", folded_name=f"{n}")
            for n in range(99)
        )

        response = self.post("groups", name="one more")

        self.assertContains(response, "100 groups", status_code=400)

    def test_students_are_put_in_a_group_and_out_again(self) -> None:
        ids = [self.ada.student.pk, self.grace.student.pk]

        self.post("group-students", student=ids, group=self.red.pk)
        self.assertEqual(self.red.students.count(), 2)

        self.post("group-students", student=ids[:1], group="none")
        self.assertEqual(self.red.students.get(), self.grace.student)

    def test_students_are_put_in_a_new_group(self) -> None:
        self.post("group-students", student=[self.ada.student.pk], name="Blue")

        self.ada.student.refresh_from_db()
        self.assertEqual(str(self.ada.student.group), "Blue")

    def test_a_new_group_needs_a_good_name(self) -> None:
        for typed in ({"name": ""}, {"name": "red"}):
            with self.subTest(typed=typed):
                ids = [self.ada.student.pk]
                response = self.post("group-students", student=ids, **typed)
                self.assertEqual(response.status_code, 400)

    def test_the_page_shows_one_group_or_those_in_none(self) -> None:
        actions.put_in_group(self.year_5, [self.ada.student], self.red)

        for wanted, names in (
            (str(self.red.pk), ["Ada"]),
            ("none", ["Grace"]),
            ("", ["Ada", "Grace"]),
        ):
            with self.subTest(wanted=wanted):
                response = self.client.get(self.url("detail"), {"group": wanted})
                shown = [str(row.student) for row in response.context["rows"]]
                self.assertEqual(shown, names)

    def test_groups_of_other_classes_are_not_found(self) -> None:
        theirs = self.theirs.pk
        ids = [self.ada.student.pk]
        for response in (
            self.client.get(self.url("detail"), {"group": theirs}),
            self.client.get(self.url("detail"), {"group": "x"}),
            self.post("rename-group", theirs, name="Mine"),
            self.post("delete-group", theirs),
            self.post("group-students", student=ids, group=theirs),
            self.post("group-students", student=ids, group="x"),
        ):
            self.assertEqual(response.status_code, 404)

    def test_students_of_other_classes_are_not_found(self) -> None:
        for pk in (self.linus.student.pk, "x"):
            response = self.post("group-students", student=[pk], group=self.red.pk)
            self.assertEqual(response.status_code, 404)

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            ids = [self.ada.student.pk]
            for response in (
                self.client.get(self.url("groups")),
                self.post("groups", name="Blue"),
                self.post("rename-group", self.red.pk, name="Blue"),
                self.post("delete-group", self.red.pk),
                self.post("group-students", student=ids, group=self.red.pk),
            ):
                self.assertEqual(response.status_code, 404)

    def test_looking_changes_nothing(self) -> None:
        for name in ("rename-group", "delete-group"):
            response = self.client.get(self.url(name, self.red.pk))
            self.assertEqual(response.status_code, 405)

    def test_nobody_picked_is_said(self) -> None:
        response = self.client.get(self.url("group-students"), follow=True)

        self.assertContains(response, "Tick some students first.")

    def test_a_group_that_went_away_meanwhile_is_told(self) -> None:
        Group.objects.filter(pk=self.red.pk).delete()

        with self.assertRaisesMessage(ValidationError, "This group is gone"):
            actions.put_in_group(self.year_5, [self.ada.student], self.red)


class AtOnceTests(TransactionTestCase):
    def test_one_group_of_a_name(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        year_5 = make_classroom("Year 5", rivera, "YEAR5555")

        results = at_once(
            lambda n: actions.add_group(year_5, "Red" if n % 2 else "red"), 4
        )

        refused = [each for each in results if isinstance(each, ValidationError)]
        self.assertEqual(len(refused), 3)
        self.assertNotIsInstance(results[0], QuotaExceeded)
        self.assertEqual(year_5.groups.count(), 1)
