from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Invitation, SiteSettings, User
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase

SENTENCE = "New accounts are for invited teachers."


class SignUpClosedTests(SchoolTestCase):
    """/account/signup/ where only those who are invited may have an account."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        SiteSettings.objects.create(pk=1, teachers_may_sign_up=False)
        cls.url = reverse("account_signup")

    def setUp(self) -> None:
        give_own_cache(self)

    def invite(self, email: str = "curie@school.example") -> Invitation:
        return Invitation.objects.create(
            classroom=self.year_5, email=email, invited_by=self.rivera
        )

    def sign_up(self, email: str = "Curie@school.example", **changes: str):
        form = {"name": "Ms Curie", "email": email, "password1": "radium-polonium-98"}
        return self.client.post(self.url, form | changes)

    def exists(self) -> bool:
        return User.objects.filter(email="curie@school.example").exists()

    def test_without_any_invitation_nobody_sees_the_form(self) -> None:
        page = self.client.get(self.url)

        self.assertContains(page, SENTENCE)
        self.assertNotContains(page, 'name="password1"')
        self.assertContains(self.sign_up(), SENTENCE)
        self.assertFalse(self.exists())

    def test_who_is_invited_may_sign_up(self) -> None:
        self.invite()

        page = self.client.get(self.url)
        self.sign_up()

        self.assertContains(page, SENTENCE)
        self.assertContains(page, 'name="password1"')
        self.assertTrue(self.exists())

    def test_who_is_not_is_told_the_same_sentence_as_everybody(self) -> None:
        self.invite("marie@school.example")

        page = self.sign_up()

        self.assertContains(page, SENTENCE)
        self.assertNotContains(page, "marie@")
        self.assertFalse(self.exists())
        self.assertEqual(mail.outbox, [])

    def test_an_address_with_an_account_is_told_it_too(self) -> None:
        self.invite("marie@school.example")

        self.assertContains(self.sign_up("rivera@school.example"), SENTENCE)
        self.assertEqual(mail.outbox, [])

    def test_an_invitation_that_has_ended_is_none(self) -> None:
        self.invite()
        Invitation.objects.update(created_at=timezone.now() - timedelta(days=14))

        self.sign_up()

        self.assertFalse(self.exists())

    def test_garbage_is_no_address(self) -> None:
        self.invite()

        for email in ("", "a\0b", "%", "x" * 9000):
            with self.subTest(email=email[:9]):
                self.assertContains(self.sign_up(email), SENTENCE)

    def test_where_all_may_sign_up_nobody_needs_one(self) -> None:
        SiteSettings.objects.update(teachers_may_sign_up=True)

        self.assertNotContains(self.client.get(self.url), SENTENCE)
        self.sign_up()

        self.assertTrue(self.exists())
