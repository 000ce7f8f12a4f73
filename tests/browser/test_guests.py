import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.models import Classroom, Notice, User
from classrooms.notices import forget_notices
from projects.models import Project, TrainingExample

from .site import SiteTestCase


class GuestsTests(SiteTestCase):
    """Somebody tries it, without an account, and leaves."""

    def try_it(self) -> None:
        self.page.goto("/")
        self.page.get_by_role("button", name="Try it now").click()
        expect(self.page.get_by_role("heading", name="My projects")).to_be_visible()

    def start_project(self) -> None:
        question = "What will the computer learn to recognise?"
        self.page.get_by_label(question).fill("Pets")
        self.page.get_by_role("radio", name=re.compile("^Numbers")).check()
        self.page.get_by_role("button", name="Start").click()
        expect(self.page.get_by_role("heading", name="Pets")).to_be_visible()

    def add_rows(self) -> None:
        self.page.get_by_role("button", name="Add a column").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Name").fill("weight")
        dialog.get_by_role("button", name="Save").click()
        expect(dialog).to_be_hidden()
        self.add_label("cat")
        self.wait_for_label("cat")
        bucket = self.page.locator("label-bucket").first
        weight = bucket.get_by_label("weight", exact=True)
        for number in (1, 2):
            weight.fill(str(number))
            with self.page.expect_response("**/examples/"):
                weight.press("Enter")

    def add_label(self, name: str) -> None:
        self.page.get_by_label("A new label").fill(name)
        self.page.get_by_role("button", name="Add this label").first.click()

    def wait_for_label(self, name: str) -> None:
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        expect(self.page.get_by_label("A new label")).to_have_value("")

    def test_they_try_it_and_leave_nothing(self) -> None:
        self.try_it()
        self.start_project()
        self.add_rows()
        self.assertEqual(TrainingExample.objects.count(), 2)
        banner = self.page.get_by_role("region", name="You are trying this out")
        expect(banner).to_contain_text("Everything is deleted then")

        banner.get_by_role("link", name="Leave").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name="Stay here").click()
        expect(dialog).to_be_hidden()
        self.assertTrue(Project.objects.exists())
        banner.get_by_role("link", name="Leave").click()
        dialog.get_by_role("button", name="Leave and delete everything").click()

        expect(self.page.get_by_text("Thank you for trying it")).to_be_visible()
        expect(self.page.get_by_role("button", name="Try it now")).to_be_visible()
        self.assertFalse(Project.objects.exists())
        self.assertFalse(TrainingExample.objects.exists())
        self.assertFalse(User.objects.exists())

    def test_they_leave_without_scripts_too(self) -> None:
        context = self.browser.new_context(
            base_url=self.site_url, java_script_enabled=False
        )
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Try it now").click()

        page.get_by_role("link", name="Leave").click()
        self.assertIn(reverse("training:leave"), page.url)
        main = page.get_by_role("main")
        main.get_by_role("button", name="Leave and delete everything").click()

        expect(page.get_by_text("Thank you for trying it")).to_be_visible()
        self.assertFalse(Classroom.objects.exists())

    def test_a_page_that_is_still_open_when_the_time_is_up_says_so(self) -> None:
        self.try_it()
        self.start_project()
        Classroom.objects.update(expires_at=timezone.now())

        self.add_label("cat")

        expect(self.page.get_by_text("Your try-out is over").first).to_be_visible()
        self.page.reload()
        expect(self.page.get_by_role("button", name="Try it now")).to_be_visible()
        self.problems = [each for each in self.problems if "40" not in each]


class NoticesTests(SiteTestCase):
    def tell(self, text: str) -> None:
        Notice.objects.create(text=text)
        prefix = self.environment_of_site()["REDIS_PREFIX"]
        cache = {**settings.CACHES["default"], "KEY_PREFIX": prefix}
        with self.settings(CACHES={"default": cache}):
            forget_notices()

    def test_what_was_read_is_not_said_again_in_this_browser(self) -> None:
        self.tell("Closed on Friday")
        self.page.goto("/")
        notice = self.page.get_by_text("Closed on Friday")
        expect(notice).to_be_visible()

        self.page.get_by_role("button", name="I have read this").click()

        expect(notice).to_be_hidden()
        self.page.reload()
        expect(self.page.get_by_role("button", name="Try it now")).to_be_visible()
        expect(notice).to_be_hidden()
        other = self.new_context().new_page()
        other.goto("/")
        expect(other.get_by_text("Closed on Friday")).to_be_visible()


class AdminTests(SiteTestCase):
    def test_its_pages_work_under_the_site_s_own_rules(self) -> None:
        operator = User.objects.create_superuser("root@school.example", "x")
        self.sign_in(operator)
        self.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        for name in ("classrooms_user", "classrooms_notice"):
            self.page.goto(reverse(f"admin:{name}_add"))
            expect(self.page.get_by_role("button", name="Save").first).to_be_visible()
        self.page.get_by_role("link", name="Today").first.click()
