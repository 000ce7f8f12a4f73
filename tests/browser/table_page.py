from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from projects.models import Project
from tests.school import make_classroom, make_regression_project, make_student

from .site import SiteTestCase

SUN, SOIL, HEIGHT = 0, 1, 2  # places of columns


class TableTestCase(SiteTestCase):
    """Ada's table says how high plants grow."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = self.make_project()
        self.sign_in(self.ada)

    def make_project(self) -> Project:
        return make_regression_project(self.ada, rows=3)

    def open(self, page: Page | None = None) -> None:
        page = page or self.page
        page.goto(reverse("projects:train", args=[self.project.pk]))
        if self.project.live_fields().exists():
            expect(page.locator(".sheet-row").first).to_be_visible()

    def cell(self, row: int, column: int) -> Locator:
        """Find a cell by its row, from 1, and the place of its column."""
        return self.page.locator(f'[data-place="{row - 1}"] .sheet-cell').nth(column)

    def number(self, row: int) -> Locator:
        return self.page.locator(f'[data-place="{row - 1}"] .sheet-number')

    def copy(self, words: str) -> None:
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)

    def paste(self, words: str) -> None:
        self.copy(words)
        self.page.keyboard.press("Control+V")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def rows(self) -> list[list[object]]:
        examples = self.project.examples.order_by("created_at", "pk")
        fields = list(self.project.live_fields())
        return [
            [row.values.get(str(field.number)) for field in fields] for row in examples
        ]

    def expect_rows(self, *rows: list[object], after: int = 0) -> None:
        """Wait until these rows are stored, after so many others."""
        self.wait_until(lambda: self.rows()[after:] == list(rows))

    @property
    def toast(self) -> Locator:
        return self.page.locator("undo-toast")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def state(self) -> Locator:
        return self.page.locator("#sheet-state")
