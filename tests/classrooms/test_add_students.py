from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from classrooms import actions
from classrooms.quotas import QuotaExceeded
from tests.school import SchoolTestCase, make_student


class AddStudentsTests(SchoolTestCase):
    """POST /classrooms/<classroom_id>/students/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.url = reverse("classrooms:add-students", args=[cls.year_5.pk])

    def setUp(self) -> None:
        self.client.force_login(self.rivera)

    def add(self, *usernames: str):
        return self.client.post(self.url, {"usernames": "\n".join(usernames)})

    def test_each_gets_a_passphrase_of_their_own_shown_once(self) -> None:
        response = self.add("Alan", "  Kató  Éva ", "", "李雷")

        credentials = response.context["credentials"]
        names = [str(student) for student, _ in credentials]
        self.assertEqual(names, ["Alan", "Kató Éva", "李雷"])
        self.assertEqual(len({words for _, words in credentials}), 3)
        for _, words in credentials:
            self.assertContains(response, words)
        self.assertIn("no-store", response["Cache-Control"])

    def test_the_passphrase_lets_them_in(self) -> None:
        ((_, words),) = self.add("Yo-Yo").context["credentials"]

        card = {"code": "YEAR-5555", "username": "yo-yo", "passphrase": words}
        response = self.client.post(reverse("classrooms:join"), card)

        self.assertEqual(response.status_code, 302)

    def test_all_or_nothing_and_every_bad_line_is_named(self) -> None:
        response = self.add("Alan", "ada", "alan", "x" * 41)

        self.assertContains(response, "Line 2, “ada”", status_code=400)
        self.assertContains(response, "Line 3, “alan”", status_code=400)
        self.assertContains(response, "Line 4", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_the_same_name_may_be_in_another_class(self) -> None:
        self.assertEqual(self.add("Linus").status_code, 200)

    def test_the_class_has_room_for_so_many(self) -> None:
        self.year_5.policy.student_quota = 3
        self.year_5.policy.save()

        response = self.add("Alan", "Katherine")

        self.assertContains(response, "room for 3 students", status_code=400)
        self.assertEqual(self.year_5.students.count(), 2)

    def test_only_its_teachers_may(self) -> None:
        for user, status in ((self.okoro, 404), (self.ada, 404)):
            with self.subTest(user=str(user)):
                self.client.force_login(user)
                self.assertEqual(self.add("Alan").status_code, status)

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

    def test_a_new_passphrase_replaces_the_former(self) -> None:
        url = reverse(
            "classrooms:reset-passphrase", args=[self.year_5.pk, self.ada.student.pk]
        )
        before = self.ada.password

        response = self.client.post(url)

        self.ada.refresh_from_db()
        self.assertNotEqual(self.ada.password, before)
        self.assertContains(response, response.context["credentials"][0][1])


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

    def test_students_have_no_classes(self) -> None:
        self.client.force_login(self.ada)

        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 403)

    def test_the_page_asks_the_database_as_often_for_many_students(self) -> None:
        self.client.force_login(self.rivera)
        url = reverse("classrooms:detail", args=[self.year_5.pk])

        for more in (0, 10):
            for number in range(more):
                make_student(f"Student {number}", self.year_5)
            # session, user, classroom, students
            with self.subTest(more=more), self.assertNumQueries(4):
                self.client.get(url)
