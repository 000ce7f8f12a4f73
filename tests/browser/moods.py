"""A project of sentences on its Train page, for the tests that look at it."""

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from projects import actions
from projects.kinds import Content
from tests.school import make_classroom, make_student

from .site import SiteTestCase

TYPED = "A new example of"


class MoodsTestCase(SiteTestCase):
    """Ada's project tells happy sentences from sad ones."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = actions.create_project(self.ada, "Moods", "text")
        self.labels = {
            name: actions.add_label(self.project, name) for name in ("happy", "sad")
        }
        self.sign_in(self.ada)

    def have(self, label: str, *texts: str) -> None:
        new = [
            actions.NewExample(self.labels[label], Content(text=text)) for text in texts
        ]
        actions.add_examples(self.project, new, author=self.ada)

    def open(self, page: Page | None = None) -> None:
        page = page or self.page
        page.goto(reverse("projects:train", args=[self.project.pk]))
        for bucket in page.locator("label-bucket").all():
            count = int(bucket.locator("[data-part=count]").inner_text())
            rows = bucket.locator(".example:visible")
            expect(rows).to_have_count(min(count, 6))

    def bucket(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("label-bucket").filter(has=heading)

    def field(self, name: str) -> Locator:
        return self.bucket(name).get_by_role("textbox", name=TYPED)

    def rows(self, name: str) -> Locator:
        return self.bucket(name).locator(".example:visible .example-text")

    def type_into(self, name: str, *texts: str) -> None:
        self.field(name).click()
        for text in texts:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")

    def expect_stored(self, label: str, *texts: str) -> None:
        """Wait until the page has stored its examples; compare them, newest first."""
        expect(self.bucket(label).locator(".is-saving, .is-unsaved")).to_have_count(0)
        self.assertEqual(self.stored(label), list(texts))

    def stored(self, label: str) -> list[str]:
        examples = self.project.examples.filter(label__name=label)
        return list(examples.order_by("-created_at").values_list("text", flat=True))

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.page.locator("undo-toast")
