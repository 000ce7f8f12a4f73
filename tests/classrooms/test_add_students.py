from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TransactionTestCase
from django.urls import reverse

from classrooms import actions
from classrooms.actions.passphrases import new_secrets
from classrooms.models import Policy, SiteSettings, Student, User
from classrooms.quotas import QuotaExceeded
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom, make_student


class AddStudentsTests(SchoolTestCase):
    """POST /classrooms/<classroom_id>/students/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse("classrooms:add-students", args=[cls.year_5.pk])

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def add(self, username: str):
        return self.client.post(self.url, {"way": "one", "username": username})

    def add_many(self, begins_with: str, count: object):
        typed = {"way": "many", "begins_with": begins_with, "count": count}
        return self.client.post(self.url, typed)

    def names(self, response) -> list[str]:
        return [str(student) for student, _ in response.context["credentials"]]

    def test_the_page_offers_three_ways(self) -> None:
        response = self.client.get(self.url)

        for way in ("One student", "Many, with numbers", "A list"):
            self.assertContains(response, way)
        self.assertContains(response, "room for 58 more")

    def test_one_student_gets_a_passphrase_shown_once(self) -> None:
        response = self.add("  Kató  Éva ")

        ((student, words),) = response.context["credentials"]
        self.assertEqual(student.username, "Kató Éva")
        self.assertContains(response, words)
        self.assertIn("no-store", response["Cache-Control"])
        self.assertNotContains(self.client.get(self.url), words)

    def test_the_passphrase_lets_them_in(self) -> None:
        ((_, words),) = self.add("Yo-Yo").context["credentials"]

        card = {"code": "YEAR-5555", "username": "yo-yo", "passphrase": words}
        response = self.client.post(reverse("classrooms:join"), card)

        self.assertEqual(response.status_code, 302)

    def test_names_that_get_too_long_are_complained_of_once(self) -> None:
        response = self.add_many("x" * 40, 30)

        self.assertContains(response, "40 characters at most", 1, status_code=400)

    def test_a_quota_that_is_lowered_meanwhile_holds(self) -> None:
        def lower_quota(language: str, count: int):
            Policy.objects.filter(classroom=self.year_5).update(student_quota=2)
            return new_secrets(language, count)

        with patch("classrooms.actions.students.new_secrets", lower_quota):
            response = self.add("Alan")

        self.assertContains(response, "room for 2 students", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_names_in_any_script(self) -> None:
        for name in ("李雷", "ليلى", "👩🏽‍🚀", "Ḿ", "नीलम"):
            with self.subTest(name=name):
                self.assertEqual(self.names(self.add(name)), [name])

    def test_a_name_is_taken_whatever_its_letters_look_like(self) -> None:
        for name in ("ADA", "ada", "Ａｄａ", " Ada "):
            with self.subTest(name=name):
                response = self.add(name)
                self.assertContains(response, "already taken", status_code=400)
                self.assertNotContains(response, "Line", status_code=400)

    def test_bad_names_are_refused_with_a_sentence(self) -> None:
        for name, sentence in (
            ("", "This field is required."),
            ("x" * 41, "40 characters at most"),
            ("\u202eAda", "cannot be seen"),
            ("\u200d", "Type a name."),
        ):
            with self.subTest(name=name):
                self.assertContains(self.add(name), sentence, status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_the_same_name_may_be_in_another_class(self) -> None:
        self.assertEqual(self.add("Linus").status_code, 200)

    def test_many_are_numbered(self) -> None:
        response = self.add_many("star", 12)

        names = self.names(response)
        self.assertEqual(
            [names[0], names[8], names[11]], ["star01", "star09", "star12"]
        )
        words = [words for _, words in response.context["credentials"]]
        self.assertEqual(len(set(words)), 12)

    def test_a_second_batch_goes_on_after_the_highest(self) -> None:
        for name in ("star02", "STAR07", "starfish", "star"):
            make_student(name, self.year_5)

        names = self.names(self.add_many("Ｓtar", 2))

        self.assertEqual(names, ["Ｓtar08", "Ｓtar09"])

    def test_a_number_of_students_has_to_be_one(self) -> None:
        for count in ("", "0", "-1", "501", "many", "9" * 400):
            with self.subTest(count=count):
                self.assertEqual(self.add_many("star", count).status_code, 400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_numbered_names_can_become_too_long(self) -> None:
        response = self.add_many("x" * 39, 10)

        self.assertContains(response, "shorter name", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_the_class_has_room_for_so_many(self) -> None:
        self.year_5.policy.student_quota = 3
        self.year_5.policy.save()

        response = self.add_many("star", 2)

        self.assertContains(response, "room for 3 students", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_an_unknown_way_is_refused(self) -> None:
        self.assertEqual(self.client.post(self.url, {"way": "x"}).status_code, 400)

    def test_only_its_teachers_may(self) -> None:
        for user in (self.okoro, self.ada):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.add("Alan").status_code, 404)
                self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_it_requires_login(self) -> None:
        self.client.logout()
        self.assertRedirects(
            self.add("Alan"),
            f"{reverse('account_login')}?next={self.url}",
            fetch_redirect_response=False,
        )

    def test_the_database_keeps_usernames_unique(self) -> None:
        with (
            self.assertRaisesMessage(IntegrityError, "username_is_unique_in_classroom"),
            transaction.atomic(),
        ):
            make_student("ADA", self.year_5)

    def test_invisible_names_are_refused(self) -> None:
        for name in ("\u200b", "\u202eAda", "a\0b"):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                actions.add_students(self.year_5, [name])

    def test_open_pages_of_teachers_hear_of_it(self) -> None:
        with patch("classrooms.live.announce") as announce:
            self.add("Alan")

        announce.assert_called_once_with(self.year_5.pk)


class AtOnceTests(TransactionTestCase):
    """Two teachers who add students in the same moment."""

    def setUp(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", rivera, "YEAR5555")

    def test_one_of_two_gets_the_name_and_the_other_a_sentence(self) -> None:
        results = at_once(
            lambda n: actions.add_students(self.year_5, [f"Child {n}", "Ada"]), 4
        )

        refused = [each for each in results if isinstance(each, ValidationError)]
        self.assertEqual(len(refused), 3)
        self.assertIn("already taken", refused[0].messages[0])
        self.assertEqual(self.year_5.students.count(), 2)
        self.assertEqual(User.objects.filter(is_student=True).count(), 2)

    def test_numbers_are_given_once(self) -> None:
        at_once(lambda _: actions.add_numbered_students(self.year_5, "star", 3), 3)

        names = set(Student.objects.values_list("username", flat=True))
        self.assertEqual(names, {f"star{number}" for number in range(1, 10)})

    def test_the_last_place_is_taken_once(self) -> None:
        self.year_5.policy.student_quota = 1
        self.year_5.policy.save()

        results = at_once(
            lambda n: actions.add_students(self.year_5, [f"Child {n}"]), 4
        )

        refused = [each for each in results if isinstance(each, QuotaExceeded)]
        self.assertEqual(len(refused), 3)


class OpenClassroomTests(SchoolTestCase):
    """POST /classrooms/"""

    def test_a_teacher_opens_a_class_and_sees_its_code(self) -> None:
        self.client.force_login(self.rivera)

        response = self.client.post(
            reverse("classrooms:list"), {"name": "Year 7"}, follow=True
        )

        classroom = self.rivera.classes.get(name="Year 7")
        self.assertContains(response, classroom.spelled_code)

    def test_the_quota_is_kept(self) -> None:
        for number in range(19):
            actions.open_classroom(self.rivera, f"Class {number}")
        with self.assertRaises(QuotaExceeded):
            actions.open_classroom(self.rivera, "One more")

    def test_a_lower_quota_says_what_it_is_and_not_what_they_have(self) -> None:
        actions.open_classroom(self.rivera, "Year 7")
        SiteSettings.objects.create(pk=1, classroom_quota=1)

        with self.assertRaisesMessage(QuotaExceeded, "can own 1 class here"):
            actions.open_classroom(self.rivera, "One more")

    def test_students_have_no_classes(self) -> None:
        self.client.force_login(self.ada)

        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 403)
