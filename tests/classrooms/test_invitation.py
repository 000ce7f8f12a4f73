from datetime import timedelta

from django.core.exceptions import ValidationError
from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from classrooms import actions
from classrooms.models import Invitation, Role, Teaching, User
from classrooms.quotas import QuotaExceeded
from tests.at_once import at_once
from tests.school import SchoolTestCase, make_classroom

from .teaching import help_to_teach, invite, verify


class InvitationTests(SchoolTestCase):
    """GET and POST /invitations/<id>/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.invitation = invite(cls.year_5, cls.rivera, "okoro@school.example")
        cls.url = cls.invitation.get_absolute_url()

    def come_as_okoro(self) -> None:
        verify(self.okoro)
        self.client.force_login(self.okoro)

    def teaches(self, user: User) -> bool:
        return self.year_5.teachers.filter(pk=user.pk).exists()

    def test_the_invited_teacher_accepts(self) -> None:
        self.come_as_okoro()

        page = self.client.get(self.url)
        with self.captureOnCommitCallbacks() as announced:
            response = self.client.post(self.url, follow=True)

        self.assertContains(page, "invites you to help with Year 5")
        self.assertContains(response, "You help to teach Year 5 now.")
        teaching = Teaching.objects.get(user=self.okoro, classroom=self.year_5)
        self.assertEqual(teaching.role, Role.CO_TEACHER)
        self.assertFalse(Invitation.objects.exists())
        self.assertEqual(len(announced), 1)

    def test_looking_at_it_changes_nothing(self) -> None:
        self.come_as_okoro()

        self.client.get(self.url)

        self.assertFalse(self.teaches(self.okoro))
        self.assertTrue(Invitation.objects.exists())

    def test_another_address_of_theirs_will_do_in_any_case(self) -> None:
        invitation = invite(self.year_5, self.rivera, "chinua@home.example")
        verify(self.okoro, "Chinua@Home.example")
        self.client.force_login(self.okoro)

        self.client.post(invitation.get_absolute_url())

        self.assertTrue(self.teaches(self.okoro))

    def test_an_address_that_nobody_has_verified_will_not_do(self) -> None:
        verify(self.okoro, verified=False)
        self.client.force_login(self.okoro)

        page = self.client.get(self.url)
        posted = self.client.post(self.url)

        self.assertContains(page, "o…@school.example")
        self.assertEqual(posted.status_code, 403)
        self.assertFalse(self.teaches(self.okoro))
        self.assertNotContains(self.client.get(reverse("classrooms:list")), "invites")

    def test_other_teachers_learn_only_whom_it_may_be_for(self) -> None:
        curie = User.objects.create_user("curie@school.example")
        verify(curie)
        self.client.force_login(curie)

        page = self.client.get(self.url)
        posted = self.client.post(self.url)
        declined = self.client.post(f"{self.url}decline/")

        self.assertContains(page, "o…@school.example")
        self.assertNotContains(page, "okoro@school.example")
        self.assertContains(posted, "o…@school.example", status_code=403)
        self.assertEqual(declined.status_code, 403)
        self.assertFalse(self.teaches(curie))

    def test_strangers_are_asked_to_log_in_and_come_back(self) -> None:
        page = self.client.get(self.url)
        posted = self.client.post(self.url)

        self.assertContains(page, f"{reverse('account_login')}?next={self.url}")
        self.assertContains(page, f"{reverse('account_signup')}?next={self.url}")
        self.assertNotContains(page, "okoro@school.example")
        self.assertRedirects(posted, f"{reverse('account_login')}?next={self.url}")

    def test_students_are_turned_away(self) -> None:
        self.client.force_login(self.ada)

        for ask in (self.client.get, self.client.post):
            response = ask(self.url)
            self.assertContains(response, "is for a teacher", status_code=403)

    def test_accepting_twice_says_so(self) -> None:
        self.come_as_okoro()
        self.client.post(self.url)

        again = self.client.post(self.url)

        sentence = "no longer there. It was accepted or taken back."
        self.assertContains(again, sentence, status_code=404)
        self.assertContains(self.client.get(self.url), sentence, status_code=404)
        self.assertEqual(Teaching.objects.filter(user=self.okoro).count(), 2)

    def test_after_fourteen_days_it_has_ended(self) -> None:
        Invitation.objects.update(created_at=timezone.now() - timedelta(days=14))
        self.come_as_okoro()

        for ask in (self.client.get, self.client.post):
            sentence = "has ended. Ask rivera@school.example for a new one."
            self.assertContains(ask(self.url), sentence, status_code=404)
        self.assertFalse(self.teaches(self.okoro))

    def test_who_teaches_the_class_already_is_told_so(self) -> None:
        help_to_teach(self.okoro, self.year_5)
        self.come_as_okoro()

        self.assertContains(self.client.get(self.url), "You teach this class already.")
        self.client.post(self.url)

        self.assertEqual(self.year_5.teachings.filter(user=self.okoro).count(), 1)

    def test_the_owner_stays_the_owner(self) -> None:
        verify(self.rivera, "okoro@school.example")
        self.client.force_login(self.rivera)

        self.client.post(self.url)

        self.assertTrue(self.year_5.is_owned_by(self.rivera))

    def test_it_waits_on_the_page_of_classes(self) -> None:
        self.come_as_okoro()

        page = self.client.get(reverse("classrooms:list"))

        self.assertContains(page, "invites you to help with Year 5")
        self.assertContains(page, f'action="{self.url}"')

    def test_no_thanks_ends_it(self) -> None:
        self.come_as_okoro()

        response = self.client.post(f"{self.url}decline/", follow=True)

        self.assertContains(response, "The invitation is declined.")
        self.assertFalse(Invitation.objects.exists())
        self.assertFalse(self.teaches(self.okoro))


class AtOnceTests(TransactionTestCase):
    """Two presses, or two tabs, or two colleagues: real threads."""

    def setUp(self) -> None:
        self.rivera = User.objects.create_user("rivera@school.example")
        self.okoro = User.objects.create_user("okoro@school.example")
        verify(self.okoro)
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")

    def test_pressing_twice_makes_one_teacher_of_one(self) -> None:
        pk = invite(self.year_5, self.rivera, "okoro@school.example").pk

        results = at_once(
            lambda _number: actions.accept_invitation(pk, self.okoro), times=4
        )

        self.assertEqual(results.count(self.year_5), 1)
        over = [r for r in results if isinstance(r, actions.InvitationIsOver)]
        self.assertEqual(len(over), 3)
        self.assertEqual(self.okoro.teachings.count(), 1)

    def test_one_address_is_invited_once(self) -> None:
        emails = ["okoro@school.example", "Okoro@School.example"] * 2

        results = at_once(
            lambda number: actions.invite_teacher(
                self.year_5, self.rivera, emails[number]
            ),
            times=4,
        )

        refused = [r for r in results if isinstance(r, ValidationError)]
        self.assertEqual((len(refused), Invitation.objects.count()), (3, 1))

    def test_no_more_are_open_than_may_be(self) -> None:
        for number in range(18):
            invite(self.year_5, self.rivera, f"teacher{number}@school.example")

        results = at_once(
            lambda number: actions.invite_teacher(
                self.year_5, self.rivera, f"late{number}@school.example"
            ),
            times=6,
        )

        refused = [r for r in results if isinstance(r, QuotaExceeded)]
        self.assertEqual((len(refused), Invitation.objects.count()), (4, 20))
