import re

from django.core import mail
from django.test import TestCase
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache

EMAIL = "curie@school.example"
PASSWORD = "radium-polonium-1898"


class TeacherAccountTests(TestCase):
    """Signing up, confirming the address, coming back, a forgotten password."""

    def setUp(self) -> None:
        give_own_cache(self)

    def sign_up(self, email: str = EMAIL, password: str = PASSWORD):
        form = {"email": email, "password1": password}
        return self.client.post(reverse("account_signup"), form)

    def log_in(self, password: str = PASSWORD):
        form = {"login": EMAIL, "password": password}
        return self.client.post(reverse("account_login"), form)

    def link_in_mail(self) -> str:
        return re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]

    def test_a_teacher_comes_in_after_confirming_the_address(self) -> None:
        self.sign_up()
        teacher = User.objects.get()
        self.assertFalse(teacher.is_student)
        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 302)

        self.client.post(self.link_in_mail())
        self.client.logout()
        self.log_in()

        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 200)

    def test_weak_passwords_are_refused_with_a_sentence(self) -> None:
        for password in ("short", "password123", "1234567890123"):
            with self.subTest(password=password):
                self.assertContains(self.sign_up(password=password), "password")
        self.assertFalse(User.objects.exists())

    def test_nobody_learns_who_has_an_account(self) -> None:
        self.sign_up()
        self.client.logout()

        first = self.sign_up("other@school.example")
        again = self.sign_up()

        self.assertEqual(again.status_code, first.status_code)
        self.assertEqual(again.headers.get("Location"), first.headers.get("Location"))
        self.assertEqual(User.objects.filter(email=EMAIL).count(), 1)

    def test_a_forgotten_password_is_set_anew_by_mail(self) -> None:
        self.sign_up()
        self.client.post(self.link_in_mail())
        self.client.logout()

        self.client.post(reverse("account_reset_password"), {"email": EMAIL})
        page = self.client.get(self.link_in_mail(), follow=True)
        address = page.redirect_chain[-1][0]
        self.client.post(
            address,
            {"password1": "a-new-one-entirely", "password2": "a-new-one-entirely"},
        )

        self.assertEqual(self.log_in(PASSWORD).status_code, 200)
        self.assertEqual(self.log_in("a-new-one-entirely").status_code, 302)
