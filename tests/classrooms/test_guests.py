from datetime import timedelta

from django.core.cache import cache
from django.test import Client, TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from classrooms import actions
from classrooms.actions import guests
from classrooms.models import (
    Classroom,
    EraseReceipt,
    Session,
    SiteSettings,
    Student,
    User,
)
from classrooms.views import home
from projects.actions import create_project
from projects.models import Project
from tests.at_once import at_once
from tests.own_cache import give_own_cache
from tests.school import SchoolTestCase

CHILDREN = 30
URL = "/try/"


class TryTests(TestCase):
    """POST /try/"""

    def setUp(self) -> None:
        give_own_cache(self)

    def press(self, client: Client | None = None):
        return (client or self.client).post(URL)

    def set_quota(self, quota: int) -> None:
        SiteSettings.objects.update_or_create(pk=1, defaults={"guest_quota": quota})

    def test_it_leads_to_the_projects_of_a_class_of_one(self) -> None:
        response = self.press()

        self.assertRedirects(response, reverse("projects:list"))
        student = Student.objects.get()
        classroom = student.classroom
        self.assertFalse(student.user.has_usable_password())
        self.assertFalse(classroom.teachings.exists())
        left = classroom.expires_at - timezone.now()
        self.assertLess(abs(left - timedelta(hours=4)), timedelta(minutes=1))

    def test_the_button_is_on_the_home_page(self) -> None:
        self.assertContains(self.client.get("/"), "Try it now")

    def test_every_page_says_how_long_it_lasts_and_how_to_leave(self) -> None:
        self.press()

        page = self.client.get(reverse("projects:list"))

        self.assertContains(page, "Everything is deleted then")
        self.assertContains(page, reverse("training:leave"))
        self.assertNotContains(page, reverse("account_logout"))

    def test_pressing_again_goes_on_as_the_same_guest(self) -> None:
        self.press()

        self.press()

        self.assertEqual(Student.objects.count(), 1)

    def test_who_is_logged_in_already_stays_who_they_are(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.client.force_login(rivera)

        self.assertRedirects(self.press(), "/", fetch_redirect_response=False)
        self.assertFalse(Student.objects.exists())

    def test_looking_at_the_address_makes_nobody(self) -> None:
        self.assertRedirects(self.client.get(URL), "/")
        self.assertFalse(Student.objects.exists())

    def test_it_needs_the_page_s_own_form(self) -> None:
        stranger = Client(enforce_csrf_checks=True)

        self.assertEqual(self.press(stranger).status_code, 403)

    def test_when_all_places_are_taken_it_says_until_when(self) -> None:
        self.set_quota(1)
        self.press()

        response = self.press(Client())

        self.assertContains(response, "Every place for trying this", status_code=503)
        self.assertContains(response, "in 3\xa0hours or sooner", status_code=503)
        self.assertGreater(int(response["Retry-After"]), 3 * 60 * 60)
        self.assertContains(response, "I am a teacher", status_code=503)

    def test_a_guest_whose_time_is_up_takes_no_place(self) -> None:
        self.set_quota(1)
        self.press()
        Classroom.objects.update(expires_at=timezone.now())

        self.assertEqual(self.press(Client()).status_code, 302)

    def test_a_site_may_have_none(self) -> None:
        self.set_quota(0)

        self.assertNotContains(self.client.get("/"), "Try it now")
        self.assertContains(self.press(), "switched off here", status_code=409)
        self.assertFalse(Student.objects.exists())

    def test_one_browser_cannot_begin_again_and_again(self) -> None:
        for _ in range(home.TRIES):
            self.press()
            self.client.post(reverse("training:leave"))

        response = self.press()

        self.assertContains(response, "Wait ten minutes", status_code=503)
        self.assertEqual(self.press(Client()).status_code, 302)

    def test_nor_can_the_whole_world_in_one_minute(self) -> None:
        cache.set(guests.COUNT_KEY, guests.GUESTS_A_MINUTE, 60)

        response = self.press()

        self.assertContains(response, "Try again in a minute", status_code=503)

    def test_a_guest_may_have_one_project(self) -> None:
        _classroom, student = actions.open_guest_classroom()
        create_project(student.user, "One", "numbers")
        self.client.force_login(student.user)

        page = self.client.get(reverse("projects:list"))

        self.assertContains(page, "You may have 1 project.")

    def test_nobody_joins_a_guest(self) -> None:
        classroom, student = actions.open_guest_classroom()

        for words in ("", "x", student.user.password):
            form = {
                "code": classroom.code,
                "username": student.username,
                "passphrase": words,
            }
            with self.subTest(words=words):
                response = self.client.post(reverse("classrooms:join"), form)
                self.assertEqual(response.status_code, 400)


class LeaveTests(TestCase):
    """/leave/"""

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.post(URL)
        self.student = Student.objects.get()
        create_project(self.student.user, "One", "numbers")
        self.url = reverse("training:leave")

    def test_it_asks_first(self) -> None:
        page = self.client.get(self.url)

        self.assertContains(page, "Nobody can bring them back.")
        self.assertTrue(Classroom.objects.exists())

    def test_then_nothing_is_left(self) -> None:
        page = self.client.post(self.url, follow=True)

        self.assertContains(page, "Thank you for trying it out!")
        self.assertContains(page, "Try it now")
        self.assertFalse(Classroom.objects.exists())
        self.assertFalse(User.objects.exists())
        self.assertFalse(Project.objects.exists())
        self.assertFalse(Session.objects.filter(user__isnull=False).exists())
        self.assertEqual(EraseReceipt.objects.get().subject, "guest")

    def test_twice_is_harmless(self) -> None:
        self.client.post(self.url)

        self.assertRedirects(self.client.post(self.url), "/")

    def test_others_have_nothing_to_leave(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        self.client.force_login(rivera)
        for method in (self.client.get, self.client.post):
            response = method(self.url)
            self.assertRedirects(response, "/", fetch_redirect_response=False)

        self.assertTrue(User.objects.filter(pk=rivera.pk).exists())

    def test_to_log_out_is_to_leave(self) -> None:
        self.client.post(reverse("account_logout"))

        self.assertFalse(Classroom.objects.exists())


class ExpiredGuestTests(TestCase):
    """A guest whose four hours are over, with pages still open."""

    def setUp(self) -> None:
        give_own_cache(self)
        self.client.post(URL)
        self.student = Student.objects.get()
        self.project = create_project(self.student.user, "One", "numbers")
        Classroom.objects.update(expires_at=timezone.now())

    def test_counts_as_gone_even_if_not_yet_erased(self) -> None:
        page = self.client.get(self.project.get_absolute_url())

        self.assertRedirects(page, "/")

    def test_is_told_so_in_json_too(self) -> None:
        url = reverse("projects:project", args=[self.project.pk])

        answer = self.client.get(url)

        self.assertIn(answer.status_code, {401, 403})
        self.assertIn("try-out is over", answer.json()["detail"])

    def test_may_begin_anew(self) -> None:
        self.client.post(URL)

        self.assertEqual(Student.objects.count(), 2)
        self.assertContains(self.client.get(reverse("projects:list")), "guest")


class GuestsAreNobodyElsesTests(SchoolTestCase):
    def test_no_teacher_sees_them(self) -> None:
        classroom, student = actions.open_guest_classroom()
        project = create_project(student.user, "One", "numbers")
        self.client.force_login(self.rivera)

        for url in (
            classroom.get_absolute_url(),
            project.get_absolute_url(),
            reverse("classrooms:settings", args=[classroom.pk]),
        ):
            with self.subTest(url=url):
                self.assertEqual(self.client.get(url).status_code, 404)
        self.assertNotContains(self.client.get(reverse("classrooms:list")), "Guest")


class GuestsAtOnceTests(TransactionTestCase):
    def test_exactly_as_many_as_there_are_places(self) -> None:
        give_own_cache(self)
        SiteSettings.objects.create(pk=1, guest_quota=7)

        results = at_once(lambda _: Client().post(URL).status_code, CHILDREN)

        self.assertEqual(results.count(302), 7)
        self.assertEqual(results.count(503), CHILDREN - 7)
        self.assertEqual(Classroom.objects.of_guests().count(), 7)
