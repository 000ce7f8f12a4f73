from django.urls import reverse

from tests.school import SchoolTestCase

PAGES = [
    "account_email",
    "account_set_password",
    "account_change_password",
    "account_reset_password",
    "account_reauthenticate",
    "account_login",
    "account_signup",
    "mfa_index",
    "mfa_activate_totp",
]


class AccountPagesTests(SchoolTestCase):
    """Pages of allauth, which knows nothing of students."""

    def test_students_may_use_none_of_them(self) -> None:
        self.client.force_login(self.ada)

        for page in PAGES:
            with self.subTest(page=page):
                response = self.client.get(reverse(page))
                self.assertContains(
                    response, "This page is for teachers.", status_code=403
                )

    def test_students_cannot_get_an_address_or_a_password(self) -> None:
        self.client.force_login(self.ada)
        address = {"email": "ada@evil.example", "action_add": ""}
        password = {"password1": "a-long-one-77", "password2": "a-long-one-77"}

        for page, form in [
            ("account_email", address),
            ("account_set_password", password),
        ]:
            response = self.client.post(reverse(page), form)
            self.assertEqual(response.status_code, 403)

        self.ada.refresh_from_db()
        self.assertFalse(self.ada.has_usable_password())
        self.assertFalse(self.ada.emailaddress_set.exists())

    def test_students_may_log_out(self) -> None:
        self.client.force_login(self.ada)

        self.assertEqual(self.client.get(reverse("account_logout")).status_code, 200)
        self.client.post(reverse("account_logout"))

        self.assertNotIn("_auth_user_id", self.client.session)

    def test_teachers_may_use_them(self) -> None:
        self.client.force_login(self.rivera)

        for page in ["account_email", "account_set_password", "mfa_index"]:
            with self.subTest(page=page):
                self.assertEqual(self.client.get(reverse(page)).status_code, 200)

    def test_strangers_may_log_in_and_sign_up(self) -> None:
        for page in ["account_login", "account_signup", "account_reset_password"]:
            with self.subTest(page=page):
                self.assertEqual(self.client.get(reverse(page)).status_code, 200)
