from django.urls import reverse
from playwright.sync_api import Error

from .site import SiteTestCase


class HomePageTests(SiteTestCase):
    def test_a_stranger_finds_two_doors(self) -> None:
        self.page.goto("/")

        self.page.get_by_role("link", name="I am a student").click()
        self.assertIn(reverse("classrooms:join"), self.page.url)

    def test_a_page_that_logs_an_error_fails(self) -> None:
        self.page.goto("/")

        self.page.evaluate("console.error('oh dear')")

        self.expect_problem("oh dear")

    def test_a_page_that_asks_another_host_fails(self) -> None:
        self.page.goto("/")

        with self.assertRaisesMessage(Error, "ERR_NAME_NOT_RESOLVED"):
            self.page.goto("http://a.example/")

        self.expect_problem("another host: http://a.example/")
