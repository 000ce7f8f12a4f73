from contextlib import redirect_stdout
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException
from unittest.mock import patch

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from classrooms import actions
from classrooms.models import Invitation, Teaching, User
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase

from .teaching import help_to_teach, invite, verify


class TeachersPageTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.noether = User.objects.create_user("noether@school.example")
        help_to_teach(cls.noether, cls.year_5)
        cls.url = reverse("classrooms:teachers", args=[cls.year_5.pk])

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.force_login(self.rivera)

    def verb(self, name: str, **form: object):
        url = reverse(f"classrooms:{name}", args=[self.year_5.pk])
        return self.client.post(url, form, follow=True)

    def about(self, name: str, invitation: Invitation):
        arguments = [self.year_5.pk, invitation.pk]
        return self.client.post(reverse(f"classrooms:{name}", args=arguments))


class InviteTests(TeachersPageTestCase):
    """POST /classrooms/<id>/teachers/invite/ and what becomes of invitations."""

    def invite(self, email: str = "curie@school.example"):
        return self.verb("invite", email=email)

    def test_a_letter_with_a_link_goes_to_the_colleague(self) -> None:
        response = self.invite(" Curie@School.example ")

        invitation = Invitation.objects.get()
        link = f"http://testserver/invitations/{invitation.pk}/"
        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["curie@school.example"])
        self.assertIn("invites you to help with Year 5", letter.subject)
        self.assertIn(link, letter.body)
        self.assertContains(response, link)
        self.assertContains(response, "A letter is on its way to curie@school.example.")

    def test_a_letter_that_cannot_be_sent_leaves_the_invitation_and_its_link(
        self,
    ) -> None:
        for error in (SMTPException("no"), ConnectionRefusedError()):
            with patch("classrooms.letters.send_mail", side_effect=error):
                response = self.invite(f"{type(error).__name__}@school.example")
            self.assertContains(response, "Copy the link and send it yourself.")
        self.assertEqual(Invitation.objects.count(), 2)

    def test_it_does_not_promise_a_letter_where_none_is_sent(self) -> None:
        printed = "django.core.mail.backends.console.EmailBackend"
        with self.settings(EMAIL_BACKEND=printed), redirect_stdout(StringIO()):
            page = self.invite("novak@school.example")

        self.assertContains(page, "This site sends no letters. Copy the link")
        self.assertNotContains(page, "on its way")

    def test_many_letters_in_an_hour_are_too_many(self) -> None:
        with patch("classrooms.letters.MOST_LETTERS", 2):
            for number in range(3):
                response = self.invite(f"teacher{number}@school.example")

        self.assertContains(response, "You have sent many letters.")
        self.assertEqual((len(mail.outbox), Invitation.objects.count()), (2, 3))

    def test_it_says_what_is_wrong(self) -> None:
        verify(self.noether, "emmy@home.example")
        invite(self.year_5, self.rivera, "curie@school.example")
        for email, sentence in [
            ("", "required"),
            ("not an address", "valid email address"),
            ("a\0@school.example", "Null characters"),
            ("RIVERA@school.example", "This is your own address."),
            ("noether@school.example", "noether@school.example teaches this class"),
            ("emmy@home.example", "noether@school.example teaches this class"),
            ("Curie@school.example", "This address is invited already."),
        ]:
            with self.subTest(email=email):
                response = self.invite(email)
                self.assertContains(response, sentence, status_code=400)
        self.assertEqual(Invitation.objects.count(), 1)
        self.assertEqual(mail.outbox, [])

    def test_twenty_invitations_may_be_open(self) -> None:
        for number in range(20):
            invite(self.year_5, self.rivera, f"teacher{number}@school.example")

        response = self.invite()

        sentence = "20 invitations are open, which is the limit. Take one back first."
        self.assertContains(response, sentence, status_code=400)

    def test_one_that_has_ended_can_be_made_again(self) -> None:
        old = invite(self.year_5, self.rivera, "curie@school.example")
        Invitation.objects.update(created_at=timezone.now() - timedelta(days=15))

        self.invite()

        self.assertNotEqual(Invitation.objects.get().pk, old.pk)

    def test_sending_it_again_gives_the_full_time_again(self) -> None:
        invitation = invite(self.year_5, self.rivera, "curie@school.example")
        Invitation.objects.update(created_at=timezone.now() - timedelta(days=13))

        self.about("invite-again", invitation)

        invitation.refresh_from_db()
        self.assertGreater(invitation.ends_at, timezone.now() + timedelta(days=13))
        self.assertEqual(len(mail.outbox), 1)

    def test_taking_it_back_twice_is_harmless(self) -> None:
        invitation = invite(self.year_5, self.rivera, "curie@school.example")

        for _time in range(2):
            self.assertEqual(
                self.about("take-back-invitation", invitation).status_code, 302
            )
        self.assertFalse(Invitation.objects.exists())

    def test_taking_back_what_was_accepted_says_so(self) -> None:
        self.about("take-back-invitation", Invitation())

        self.assertContains(self.client.get(self.url), "It was accepted or taken back")

    def test_taking_it_back_waits_for_who_is_just_accepting_it(self) -> None:
        invitation = invite(self.year_5, self.rivera, "curie@school.example")

        with CaptureQueriesContext(connection) as queries:
            actions.take_back_invitation(self.year_5, invitation.pk)

        self.assertIn("FOR NO KEY UPDATE", queries[1]["sql"])  # after the savepoint

    def test_one_that_is_accepted_meanwhile_is_not_sent_again(self) -> None:
        invitation = invite(self.year_5, self.rivera, "curie@school.example")
        Invitation.objects.all().delete()

        with self.assertRaises(actions.InvitationIsOver):
            actions.renew_invitation(invitation)

    def test_invitations_of_other_classes_are_not_theirs(self) -> None:
        other = invite(self.year_6, self.okoro, "curie@school.example")

        self.assertEqual(self.about("invite-again", other).status_code, 404)
        self.about("take-back-invitation", other)

        self.assertTrue(Invitation.objects.exists())

    def test_a_co_teacher_sees_the_page_but_may_not_change_it(self) -> None:
        invitation = invite(self.year_5, self.rivera, "curie@school.example")
        self.client.force_login(self.noether)

        page = self.client.get(self.url)

        self.assertContains(page, "rivera@school.example")
        self.assertNotContains(page, "curie@school.example")
        self.assertNotContains(page, "Hand the class over")
        for verb in ("invite", "remove-teacher", "hand-over"):
            self.assertEqual(self.verb(verb).status_code, 403)
        for verb in ("invite-again", "take-back-invitation"):
            self.assertEqual(self.about(verb, invitation).status_code, 403)

    def test_strangers_and_students_do_not_find_it(self) -> None:
        for user in (self.okoro, self.ada):
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.url).status_code, 404)
            for verb in ("invite", "remove-teacher", "hand-over", "leave-class"):
                self.assertEqual(self.verb(verb).status_code, 404)

    def test_the_page_asks_the_database_as_often_for_one_as_for_ten(self) -> None:
        def ask() -> None:
            # Session, who asks, the class, its teachers, who owns it, invitations.
            with self.assertNumQueries(6):
                self.client.get(self.url)

        ask()
        for number in range(10):
            user = User.objects.create_user(f"teacher{number}@school.example")
            help_to_teach(user, self.year_5)
            invite(self.year_5, self.rivera, f"guest{number}@school.example")
        ask()


class RemoveTeacherTests(TeachersPageTestCase):
    """POST /classrooms/<id>/teachers/remove/ and …/leave/"""

    def test_a_removed_teacher_loses_access_at_once(self) -> None:
        open_page = self.client_class()
        open_page.force_login(self.noether)
        self.assertEqual(open_page.get(self.url).status_code, 200)

        with self.captureOnCommitCallbacks() as announced:
            response = self.verb("remove-teacher", teacher=self.noether.pk)

        self.assertContains(response, "does not help to teach this class any more.")
        self.assertEqual(open_page.get(self.url).status_code, 404)
        self.assertEqual(len(announced), 1)

    def test_nobody_else_can_be_removed(self) -> None:
        for teacher in (self.rivera.pk, self.okoro.pk, self.ada.pk, "x", "", 10**30):
            with self.subTest(teacher=teacher):
                response = self.verb("remove-teacher", teacher=teacher)
                self.assertContains(response, "not in the class any more.")
        self.assertEqual(Teaching.objects.count(), 3)

    def test_a_co_teacher_can_leave(self) -> None:
        self.client.force_login(self.noether)

        response = self.verb("leave-class")

        self.assertContains(response, "You do not teach Year 5 any more.")
        self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_the_owner_cannot_leave(self) -> None:
        response = self.verb("leave-class")

        self.assertContains(response, "Hand it over to a colleague", status_code=403)
        self.assertTrue(self.year_5.is_owned_by(self.rivera))
