from datetime import timedelta

from django.db import IntegrityError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from classrooms import notices
from classrooms.models import Notice, User
from tests.own_cache import give_own_cache
from tests.school import make_classroom, make_student

REDIS_AWAY = {"default": {"BACKEND": "mlforkids.cache.ForgivingRedisCache"}}
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


class NoticesTests(TestCase):
    """What the site's operator tells people, at the top of every page."""

    def setUp(self) -> None:
        give_own_cache(self)
        self.rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student(
            "Ada", make_classroom("Year 5", self.rivera, "YEAR5555")
        )

    def tell(self, text: str, **more: object) -> Notice:
        notice = Notice.objects.create(text=text, **more)
        notices.forget_notices()
        return notice

    def pages(self) -> dict[str, str]:
        """Return a page as each of them sees it."""
        seen = {"stranger": self.client.get("/").content.decode()}
        for name, user, page in (
            ("student", self.ada, "projects:list"),
            ("teacher", self.rivera, "classrooms:list"),
        ):
            self.client.force_login(user)
            seen[name] = self.client.get(reverse(page)).content.decode()
            self.client.logout()
        self.client.post(reverse("classrooms:try"))
        seen["guest"] = self.client.get(reverse("projects:list")).content.decode()
        return seen

    def who_reads(self, text: str) -> set[str]:
        return {who for who, page in self.pages().items() if text in page}

    def test_everybody_or_only_some_read_it(self) -> None:
        for audience, readers in (
            ("everybody", {"stranger", "student", "teacher", "guest"}),
            ("teachers", {"teacher"}),
            ("students", {"student", "guest"}),
        ):
            with self.subTest(audience=audience):
                self.tell(f"For {audience}", audience=audience)
                self.assertEqual(self.who_reads(f"For {audience}"), readers)

    def test_it_is_words_whatever_was_typed(self) -> None:
        self.tell("<script>alert(1)</script>")

        page = self.client.get("/")

        self.assertContains(page, "&lt;script&gt;alert(1)")
        self.assertNotContains(page, "<script>alert(1)")

    def test_it_shows_from_its_beginning_until_its_end(self) -> None:
        now, hour = timezone.now(), timedelta(hours=1)
        self.tell("Over", starts_at=now - 2 * hour, ends_at=now)
        self.tell("Now", starts_at=now - hour, ends_at=now + hour)
        self.tell("Later", starts_at=now + hour)

        page = self.client.get("/")

        self.assertContains(page, "Now")
        self.assertNotContains(page, "Over")
        self.assertNotContains(page, "Later")

    def test_the_database_wants_an_end_after_the_beginning(self) -> None:
        now = timezone.now()
        with self.assertRaisesMessage(IntegrityError, "notice_ends_after_it_starts"):
            Notice.objects.create(text="x", starts_at=now, ends_at=now)

    def test_pages_ask_the_database_once_in_a_while(self) -> None:
        self.tell("Now")
        self.client.get("/")

        with self.assertNumQueries(1):  # The site's settings.
            self.client.get("/")

    def test_what_was_closed_in_this_browser_is_left_out(self) -> None:
        closed, other = self.tell("Read"), self.tell("Not read")
        self.client.cookies[notices.COOKIE] = notices.mark_of(closed)

        page = self.client.get("/")

        self.assertNotContains(page, notices.mark_of(closed))
        self.assertContains(page, other.text)

    def test_new_words_are_shown_again(self) -> None:
        notice = self.tell("Tomorrow")
        self.client.cookies[notices.COOKIE] = notices.mark_of(notice)
        notice.text = "Today"
        notice.save()
        notices.forget_notices()

        self.assertContains(self.client.get("/"), "Today")

    def test_any_cookie_will_do(self) -> None:
        self.tell("Now")
        self.client.cookies[notices.COOKIE] = "é..\x01;'\"" * 40

        self.assertContains(self.client.get("/"), "Now")

    def test_without_redis_they_are_read_from_the_database(self) -> None:
        Notice.objects.create(text="Now")
        away = {**REDIS_AWAY["default"], "LOCATION": NOBODY_LISTENS}

        with self.settings(CACHES={"default": away}):
            self.assertContains(self.client.get("/"), "Now")
