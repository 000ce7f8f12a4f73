import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import TestCase, TransactionTestCase
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache

EMAIL = "curie@school.example"
PASSWORD = "radium-polonium-1898"
NEW = "marie@school.example"


class Curie:
    """A test in which Ms Curie is logged in."""

    def setUp(self) -> None:
        give_own_cache(self)
        self.curie = User.objects.create_user(EMAIL, PASSWORD, name="Ms Curie")
        EmailAddress.objects.create(
            user=self.curie, email=EMAIL, verified=True, primary=True
        )
        form = {"login": EMAIL, "password": PASSWORD}
        self.client.post(reverse("account_login"), form)

    def show_who_i_am(self) -> None:
        self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    def turn_second_step_on(self):
        url = reverse("mfa_activate_totp")
        secret = self.client.get(url).context["form"].secret
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        return self.client.post(url, {"code": code}, follow=True)


class LetterAboutSecondStepTests(Curie, TransactionTestCase):
    def test_its_owner_is_told_once_it_is_on(self) -> None:
        self.show_who_i_am()

        page = self.turn_second_step_on()

        self.assertContains(page, "The second step is on.")
        self.assertEqual(mail.outbox[-1].subject, "The second step is on")


class MyAccountTests(Curie, TestCase):
    """/account/ and the pages it leads to."""

    def change_address(self):
        form = {"email": NEW, "action_add": ""}
        return self.client.post(reverse("account_email"), form)

    def test_it_leads_everywhere(self) -> None:
        page = self.client.get(reverse("my-account"))

        for name in ("account_email", "account_change_password", "mfa_index"):
            self.assertContains(page, f'href="{reverse(name)}"')

    def test_teachers_choose_the_name_that_others_see(self) -> None:
        self.client.post(reverse("my-account"), {"name": " Marie  Curie "})
        wrong = self.client.post(reverse("my-account"), {"name": "x" * 41})

        self.curie.refresh_from_db()
        self.assertEqual(self.curie.name, "Marie Curie")
        self.assertContains(wrong, "Marie Curie", status_code=400)

    def test_the_address_changes_when_the_letter_has_arrived(self) -> None:
        self.show_who_i_am()
        self.change_address()
        self.curie.refresh_from_db()
        self.assertEqual(self.curie.email, EMAIL)

        link = re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]
        self.client.post(link)

        self.curie.refresh_from_db()
        self.assertEqual(self.curie.email, NEW)
        self.assertFalse(EmailAddress.objects.filter(email=EMAIL).exists())
        self.assertEqual(mail.outbox[-1].to, [EMAIL])
        self.assertIn(f"from {EMAIL} to {NEW}", mail.outbox[-1].body)

    def test_nobody_else_at_this_computer_changes_it(self) -> None:
        response = self.change_address()

        self.assertIn(reverse("account_reauthenticate"), response["Location"])
        self.assertFalse(EmailAddress.objects.filter(email=NEW).exists())

    def test_the_second_step_comes_with_spare_codes(self) -> None:
        self.show_who_i_am()

        page = self.turn_second_step_on()

        self.assertEqual(len(page.context["unused_codes"]), 10)
        for code in page.context["unused_codes"]:
            self.assertContains(page, code)

    def test_turning_it_off_takes_the_password_again(self) -> None:
        self.show_who_i_am()
        self.turn_second_step_on()
        session = self.client.session
        session["account_authentication_methods"] = []
        session.save()

        asked = self.client.post(reverse("mfa_deactivate_totp"))
        self.assertIn(reverse("account_reauthenticate"), asked["Location"])

        self.show_who_i_am()
        self.client.post(reverse("mfa_deactivate_totp"))
        self.assertFalse(self.curie.authenticator_set.exists())

    def test_with_a_second_step_the_address_stays_as_it_is(self) -> None:
        self.show_who_i_am()
        self.turn_second_step_on()

        self.assertContains(self.change_address(), "Turn the second step off first.")

    def test_the_picture_of_the_secret_is_one_that_browsers_may_show(self) -> None:
        self.show_who_i_am()

        page = self.client.get(reverse("mfa_activate_totp"))

        self.assertContains(page, 'src="data:image/svg+xml;base64,')
        self.assertIn("img-src 'self' data:", page["Content-Security-Policy"])

    def test_an_account_that_is_switched_off_says_so(self) -> None:
        self.client.logout()
        User.objects.update(is_active=False)

        form = {"login": EMAIL, "password": PASSWORD}
        page = self.client.post(reverse("account_login"), form, follow=True)

        self.assertContains(page, "This account is asleep")

    def test_no_page_speaks_the_library_s_words(self) -> None:
        self.show_who_i_am()
        self.turn_second_step_on()
        for name in (
            "account_email",
            "account_change_password",
            "account_logout",
            "mfa_index",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_deactivate_totp",
            "mfa_reauthenticate",
        ):
            with self.subTest(page=name):
                page = self.client.get(reverse(name))
                self.assertContains(page, "css/base.css")
                for words in ("Two-Factor", "Authenticator", "placeholder", "Email "):
                    self.assertNotContains(page, words)
