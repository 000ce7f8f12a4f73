import re
from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, TransactionTestCase
from django.urls import reverse

from classrooms.models import User
from tests.at_once import at_once
from tests.mlforkids.admin import AdminTestCase
from tests.own_cache import give_own_cache

PASSWORD = "radium-polonium-1898"
EMAIL = "curie@school.example"


class AddTeacherTests(AdminTestCase):
    """/admin/classrooms/user/add/"""

    def add(self, **more: object):
        url = reverse("admin:classrooms_user_add")
        return self.client.post(url, {"email": EMAIL, "name": "Ms Curie", **more})

    def log_in(self, password: str = PASSWORD) -> bool:
        door = Client()
        form = {"login": EMAIL, "password": password}
        door.post(reverse("account_login"), form)
        return "_auth_user_id" in door.session

    def test_with_a_password_they_can_log_in_at_once(self) -> None:
        self.assertEqual(self.add(new_password=PASSWORD).status_code, 302)

        teacher = User.objects.get(email=EMAIL)
        self.assertFalse(teacher.is_student or teacher.is_staff)
        self.assertTrue(EmailAddress.objects.get(user=teacher).verified)
        self.assertTrue(self.log_in())

    def test_with_a_letter_they_choose_one_themselves(self) -> None:
        self.add(send_letter="on")

        self.assertFalse(User.objects.get(email=EMAIL).has_usable_password())
        self.assertEqual(mail.outbox[0].to, [EMAIL])
        link = re.search(r"http://testserver(/account/\S+)", mail.outbox[0].body)[1]
        door = Client()
        page = door.get(link, follow=True)
        form = {"password1": PASSWORD, "password2": PASSWORD}
        door.post(page.redirect_chain[-1][0], form)
        self.assertTrue(self.log_in())

    def test_bad_answers_are_refused_with_a_sentence(self) -> None:
        for more, sentence in (
            ({"email": "x"}, "valid email"),
            ({"email": "RIVERA@school.example"}, "already uses this e-mail address"),
            ({"new_password": "short"}, "too short"),
            ({"name": "x" * 81}, "40"),
        ):
            with self.subTest(more=more):
                self.assertContains(self.add(**more), sentence)
        self.assertFalse(User.objects.filter(name="Ms Curie").exists())

    def test_an_address_that_another_has_confirmed_is_taken(self) -> None:
        EmailAddress.objects.create(user=self.rivera, email=EMAIL, verified=True)

        self.assertContains(self.add(), "already uses this e-mail address")


class ChangeAccountTests(AdminTestCase):
    """/admin/classrooms/user/<id>/change/"""

    def change(self, user: User, **form: object):
        url = reverse("admin:classrooms_user_change", args=[user.pk])
        if not user.is_student:
            form = {"email": user.email, "name": user.name, "is_active": "on"} | form
        return self.client.post(url, form)

    def test_a_new_address_can_log_in_and_the_old_one_cannot(self) -> None:
        EmailAddress.objects.create(user=self.rivera, email=self.rivera.email)

        self.change(self.rivera, email=EMAIL)

        addresses = EmailAddress.objects.filter(user=self.rivera)
        self.assertEqual([each.email for each in addresses], [EMAIL])
        self.assertTrue(addresses[0].verified)

    def test_a_password_that_is_not_typed_stays(self) -> None:
        self.rivera.set_password(PASSWORD)
        self.rivera.save()

        self.change(self.rivera, name="Ms R")

        self.rivera.refresh_from_db()
        self.assertTrue(self.rivera.check_password(PASSWORD))

    def test_another_name_does_not_show_whose_the_address_is(self) -> None:
        address = EmailAddress.objects.create(
            user=self.rivera, email=self.rivera.email, primary=True
        )

        self.change(self.rivera, name="Ms R")
        address.refresh_from_db()
        self.assertFalse(address.verified)

        self.change(self.rivera, new_password=PASSWORD)
        self.assertTrue(EmailAddress.objects.get(user=self.rivera).verified)

    def test_students_get_no_address_password_or_power(self) -> None:
        given = {"email": EMAIL, "is_staff": "on", "is_superuser": "on"}
        self.change(self.ada, is_active="on", new_password=PASSWORD, **given)

        self.ada.refresh_from_db()
        self.assertIsNone(self.ada.email)
        self.assertFalse(self.ada.is_staff or self.ada.is_superuser)
        self.assertFalse(self.ada.has_usable_password())

    def test_nobody_takes_their_own_power_away(self) -> None:
        self.change(self.operator, is_active="", is_staff="", is_superuser="")

        self.operator.refresh_from_db()
        self.assertTrue(self.operator.is_active and self.operator.is_superuser)

    def test_staff_who_are_no_superusers_give_no_power_and_take_none(self) -> None:
        self.become_staff()

        self.change(self.rivera, is_staff="on", is_superuser="on")
        refused = self.change(self.operator, email="x@school.example")

        self.rivera.refresh_from_db()
        self.assertFalse(self.rivera.is_staff or self.rivera.is_superuser)
        self.assertEqual(refused.status_code, 403)

    def test_staff_who_are_no_superusers_do_not_come_in_as_other_staff(self) -> None:
        boss = User.objects.create_user("boss@school.example", is_staff=True)
        self.become_staff()

        given = {"email": EMAIL, "new_password": PASSWORD}
        self.assertEqual(self.change(boss, **given).status_code, 403)
        self.act("classrooms_user", "delete_selected", boss, post="yes")

        boss.refresh_from_db()
        self.assertFalse(boss.has_usable_password())

    def test_staff_may_change_their_own_name(self) -> None:
        self.become_staff()
        me = User.objects.get(email="staff@school.example")

        self.change(me, name="Ms Noether")

        me.refresh_from_db()
        self.assertEqual((me.name, me.is_staff), ("Ms Noether", True))

    def test_passwords_cannot_be_looked_for(self) -> None:
        url = reverse("admin:classrooms_user_changelist")

        answer = self.client.get(url, {"password__startswith": "!"})

        self.assertEqual(answer.status_code, 400)


class AtOnceTests(TransactionTestCase):
    def test_two_who_lock_each_other_out_do_not_both_succeed(self) -> None:
        url = reverse("admin:classrooms_user_changelist")

        def lock_out(browser: Client, other: User) -> None:
            chosen = {"action": "deactivate", "_selected_action": [other.pk]}
            browser.post(url, chosen)

        self.assert_one_stays(lock_out)

    def test_nor_do_two_who_take_each_others_power(self) -> None:
        def take_power(browser: Client, other: User) -> None:
            url = reverse("admin:classrooms_user_change", args=[other.pk])
            browser.post(url, {"email": other.email, "is_active": "on"})

        self.assert_one_stays(take_power)

    def assert_one_stays(self, verb: Callable[[Client, User], None]) -> None:
        give_own_cache(self)
        names = ("one@school.example", "two@school.example")
        both = [User.objects.create_superuser(name, "x") for name in names]
        browsers = [Client(), Client()]
        for browser, user in zip(browsers, both, strict=True):
            browser.force_login(user)

        at_once(lambda number: verb(browsers[number], both[1 - number]), 2)

        in_charge = User.objects.filter(is_active=True, is_superuser=True)
        self.assertEqual(in_charge.count(), 1)


class BulkTests(AdminTestCase):
    """What can be done to several people at once."""

    def act_on_users(self, action: str, *users: User, **more: object):
        page = self.act("classrooms_user", action, *users, **more)
        for user in users:
            if User.objects.filter(pk=user.pk).exists():
                user.refresh_from_db()
        return page

    def test_people_are_locked_out_and_let_in_again(self) -> None:
        student = Client()
        student.force_login(self.ada, "classrooms.backends.StudentBackend")

        self.act_on_users("deactivate", self.ada, self.rivera)
        self.assertFalse(self.ada.is_active or self.rivera.is_active)
        self.assertEqual(student.get(reverse("projects:list")).status_code, 302)

        self.act_on_users("activate", self.ada, self.rivera)
        self.assertTrue(self.ada.is_active and self.rivera.is_active)

    def test_never_oneself_and_so_never_the_last_superuser(self) -> None:
        for action in ("deactivate", "log_out_everywhere", "delete_selected"):
            with self.subTest(action=action):
                self.act_on_users(action, self.operator, self.rivera, post="yes")

                self.assertTrue(self.operator.is_active)
                self.assertEqual(self.client.get("/admin/").status_code, 200)
        self.assertTrue(User.objects.filter(pk=self.rivera.pk).exists())
        url = reverse("admin:classrooms_user_delete", args=[self.operator.pk])
        self.assertEqual(self.client.post(url, {"post": "yes"}).status_code, 403)

    def test_superusers_only_by_superusers(self) -> None:
        self.become_staff()

        for action in ("deactivate", "delete_selected"):
            self.act_on_users(action, self.operator, post="yes")

        self.assertTrue(self.operator.is_active)

    def test_log_out_everywhere(self) -> None:
        browsers = [Client(), Client()]
        for browser in browsers:
            browser.force_login(self.ada)

        page = self.act_on_users("log_out_everywhere", self.ada)

        self.assertEqual(page.status_code, 302)
        for browser in browsers:
            self.assertEqual(browser.get(reverse("projects:list")).status_code, 302)

    def test_letters_go_to_teachers_who_may_come_in(self) -> None:
        self.okoro.is_active = False
        self.okoro.save()

        self.act_on_users("send_password_letter", self.rivera, self.okoro, self.ada)

        self.assertEqual([each.to for each in mail.outbox], [[self.rivera.email]])

    def test_letters_are_counted_as_people_do(self) -> None:
        answer = self.act_on_users("send_password_letter", self.rivera, self.okoro)

        page = self.client.get(answer.url)
        self.assertContains(page, "2 letters sent.")

    def test_who_has_lost_the_phone_comes_in_without_the_second_step(self) -> None:
        for user in (self.rivera, self.okoro):
            Authenticator.objects.create(user=user, type="totp", data={})

        self.act_on_users("turn_off_second_step", self.rivera)

        self.assertEqual(Authenticator.objects.get().user, self.okoro)
