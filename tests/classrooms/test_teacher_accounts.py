import re
from smtplib import SMTPException
from time import time
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache

EMAIL = "curie@school.example"
PASSWORD = "radium-polonium-1898"
DAY = 24 * 60 * 60  # seconds


class TeacherAccountTests(TestCase):
    """Signing up, confirming the address, coming back, a forgotten password."""

    def setUp(self) -> None:
        give_own_cache(self)

    def sign_up(self, email: str = EMAIL, password: str = PASSWORD, name="Ms Curie"):
        form = {"name": name, "email": email, "password1": password}
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
        self.assertEqual(str(teacher), "Ms Curie")
        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 302)

        self.client.post(self.link_in_mail())
        self.client.logout()
        self.log_in()

        self.assertEqual(self.client.get(reverse("classrooms:list")).status_code, 200)

    def test_a_teacher_has_a_name_that_can_be_seen(self) -> None:
        for name in ("", "  ", "\u200b", "x" * 41, "a\0b"):
            with self.subTest(name=name):
                self.assertEqual(self.sign_up(name=name).status_code, 200)
        self.assertFalse(User.objects.exists())

    def test_opening_the_link_is_not_enough_programs_do_that_too(self) -> None:
        self.sign_up()

        page = self.client.get(self.link_in_mail())

        self.assertContains(page, "Yes, it is mine")
        self.assertFalse(EmailAddress.objects.get().verified)

    def test_old_and_wrong_links_say_so(self) -> None:
        self.sign_up()
        link = self.link_in_mail()

        with patch("django.core.signing.time.time", return_value=time() + 4 * DAY):
            old = self.client.get(link)
        wrong = self.client.get(link[:-3] + "x/")

        for page in (old, wrong):
            self.assertContains(page, "This link no longer works")

    def test_a_letter_that_cannot_be_sent_says_so(self) -> None:
        send = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        with patch(send, side_effect=SMTPException):
            page = self.sign_up()

        page = self.client.get(page["Location"])
        self.assertContains(page, "The letter could not be sent.")

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

    def test_only_its_owner_learns_that_there_is_an_account(self) -> None:
        User.objects.create_user(EMAIL, PASSWORD)

        page = self.sign_up()

        self.assertRedirects(page, reverse("account_email_verification_sent"))
        self.assertEqual(mail.outbox[-1].subject, "You have an account already")
        self.assertIn(reverse("account_reset_password"), mail.outbox[-1].body)

    def test_nobody_learns_who_has_an_account_by_forgetting(self) -> None:
        self.sign_up()
        self.client.logout()
        answers = [
            self.client.post(reverse("account_reset_password"), {"email": email})
            for email in (EMAIL, "nobody@school.example")
        ]

        self.assertEqual(answers[0]["Location"], answers[1]["Location"])
        self.assertIn("no account has this address", mail.outbox[-1].body)

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
        self.assertEqual(mail.outbox[-1].subject, "Your password was changed")

    def test_letters_have_nothing_of_the_library_in_them(self) -> None:
        self.sign_up()
        self.client.post(self.link_in_mail())
        self.client.post(reverse("account_reset_password"), {"email": EMAIL})
        self.client.post(reverse("account_reset_password"), {"email": "x@y.example"})

        for letter in mail.outbox:
            self.assertTrue(letter.body.startswith("Hello,\n\n"), letter.body)
            self.assertTrue(letter.body.endswith("ML for Kids, testserver"))
            self.assertNotIn("&", letter.body)
