import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse

from classrooms.models import User
from tests.own_cache import give_own_cache

EMAIL = "curie@school.example"
PASSWORD = "radium-polonium-1898"
WAIT = "Too many tries. Wait 5 seconds, then try again."


class GuessingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.curie = User.objects.create_user(EMAIL, PASSWORD, name="Ms Curie")
        EmailAddress.objects.create(
            user=cls.curie, email=EMAIL, verified=True, primary=True
        )

    def setUp(self) -> None:
        give_own_cache(self)

    def log_in(self, password: str = PASSWORD, email: str = EMAIL):
        form = {"login": email, "password": password}
        return self.client.post(reverse("account_login"), form)

    def assert_refused(self, response) -> None:
        self.assertContains(response, WAIT, status_code=429)
        self.assertEqual(response["Retry-After"], "5")


class GuessingPasswordsTests(GuessingTestCase):
    """POST /account/login/ and /account/reauthenticate/"""

    def test_the_sixth_try_has_to_wait_even_if_it_is_right(self) -> None:
        for _number in range(5):
            self.assertEqual(self.log_in("wrong").status_code, 200)

        self.assert_refused(self.log_in())
        self.assert_refused(self.log_in(email=" Curie@School.example "))

    def test_letters_that_stand_for_the_same_are_one_account(self) -> None:
        for _number in range(5):
            self.log_in("wrong", "curie@ſchool.example")

        self.assert_refused(self.log_in("wrong"))

    def test_unknown_addresses_are_treated_the_same(self) -> None:
        answers = {}
        for email in (EMAIL, "nobody@school.example"):
            pages = [self.log_in("wrong", email) for _number in range(6)]
            answers[email] = [
                (page.status_code, page.context["form"].non_field_errors())
                for page in pages
            ]

        self.assertEqual(answers[EMAIL], answers["nobody@school.example"])

    def test_colleagues_behind_the_same_address_come_in(self) -> None:
        for _number in range(40):
            self.log_in("wrong", "somebody@school.example")

        self.assertEqual(self.log_in().status_code, 302)

    def test_the_right_password_forgets_the_wrong_ones(self) -> None:
        for _number in range(4):
            self.log_in("wrong")
        self.log_in()
        self.client.logout()

        statuses = [self.log_in("wrong").status_code for _number in range(5)]

        self.assertEqual(statuses, [200] * 5)

    def test_a_new_password_ends_the_wait(self) -> None:
        for _number in range(6):
            self.log_in("wrong")
        self.client.force_login(
            self.curie, "allauth.account.auth_backends.AuthenticationBackend"
        )
        new = "a-new-one-entirely"
        form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        self.client.post(reverse("account_change_password"), form)
        self.client.logout()

        self.assertEqual(self.log_in(new).status_code, 302)

    def test_asking_whether_it_is_really_them_is_no_way_around(self) -> None:
        self.log_in()
        url = reverse("account_reauthenticate")
        for _number in range(5):
            self.client.post(url, {"password": "wrong"})

        self.assert_refused(self.client.post(url, {"password": PASSWORD}))

    def test_the_operators_pages_have_no_other_door(self) -> None:
        User.objects.create_superuser("boss@school.example", PASSWORD)
        url = reverse("admin:login")

        page = self.client.get(url)
        self.client.post(url, {"username": "boss@school.example", "password": PASSWORD})

        self.assertEqual(page.status_code, 302)
        self.assertNotIn("_auth_user_id", self.client.session)
        self.log_in(email="boss@school.example")
        self.assertEqual(self.client.get(reverse("admin:index")).status_code, 200)


class GuessingCodesTests(GuessingTestCase):
    """POST /account/2fa/authenticate/: the second step"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.secret = generate_totp_secret()
        TOTP.activate(cls.curie, cls.secret)
        RecoveryCodes.activate(cls.curie)

    def code(self, steps: int = 0) -> str:
        return format_hotp_value(
            hotp_value(self.secret, int(time.time()) // 30 + steps)
        )

    def second_step(self, code: str):
        return self.client.post(reverse("mfa_authenticate"), {"code": code})

    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def test_a_password_alone_does_not_let_them_in(self) -> None:
        response = self.log_in()

        self.assertRedirects(response, reverse("mfa_authenticate"))
        self.assertFalse(self.is_in())

    def test_the_code_does_and_a_clock_may_be_half_a_minute_off(self) -> None:
        for steps in (0, -1, 1):
            with self.subTest(steps=steps):
                self.log_in()
                self.second_step(self.code(steps))
                self.assertTrue(self.is_in())
                self.client.logout()

    def test_no_code_is_good_for_two_log_ins(self) -> None:
        code = self.code(1)
        self.log_in()
        self.second_step(code)
        self.client.logout()
        # The library forgets it after half a minute, and takes it for one and a half.
        cache.delete(f"allauth.mfa.totp.used?user={self.curie.pk}&code={code}")

        self.log_in()
        self.second_step(f" {code[:3]}-{code[3:]} ")

        self.assertFalse(self.is_in())

    def test_the_sixth_wrong_code_has_to_wait(self) -> None:
        self.log_in()
        for _number in range(5):
            response = self.second_step("000000")
            self.assertContains(response, "This code does not fit.")

        self.assert_refused(self.second_step(self.code()))
        self.assertFalse(self.is_in())

    def test_logging_in_again_does_not_begin_anew(self) -> None:
        for _number in range(5):
            self.log_in()
            self.second_step("000000")

        self.log_in()
        self.assert_refused(self.second_step(self.code()))

    def test_the_right_code_forgets_the_wrong_ones(self) -> None:
        self.log_in()
        for code in ("000000",) * 4 + (self.code(),):
            self.second_step(code)
        self.client.logout()
        self.log_in()

        statuses = [self.second_step("000000").status_code for _number in range(5)]

        self.assertEqual(statuses, [200] * 5)

    def test_each_spare_code_lets_them_in_once(self) -> None:
        codes = Authenticator.objects.get(type="recovery_codes").wrap()
        spare = codes.get_unused_codes()[0]
        self.log_in()
        self.second_step(spare)
        self.assertTrue(self.is_in())
        self.client.logout()

        self.log_in()
        self.second_step(spare)

        self.assertFalse(self.is_in())
