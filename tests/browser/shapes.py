"""A project of pictures on its Learn & Test page, for the tests that look at it."""

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from mlforkids.demo_pictures import pictures_of
from projects import actions
from tests.school import make_classroom, make_student
from training.models import MLModel

from .site import SiteTestCase

EACH = 6


class ShapesTestCase(SiteTestCase):
    """Ada's project tells circles from squares."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = actions.create_project(self.ada, "Shapes", "images")
        for name in ("circle", "square"):
            label = actions.add_label(self.project, name)
            for picture in islice(pictures_of(name), EACH):
                actions.add_upload(self.project, label, picture, self.ada)
        self.sign_in(self.ada)

    def open(self, page: Page | None = None, query: str = "") -> Page:
        page = page or self.page
        page.goto(reverse("training:learn", args=[self.project.pk]) + query)
        return page

    def another_page(self, user: User | None = None) -> Page:
        """Open the page in another browser, of the same person or of somebody else."""
        context = self.new_context()
        self.sign_in(user or self.ada, context)
        return self.open(context.new_page())

    def press(self, name: str, page: Page | None = None) -> None:
        (page or self.page).get_by_role("button", name=name, exact=True).click()

    def expect_title(self, title: str, page: Page | None = None) -> None:
        expect((page or self.page).locator("#train-title")).to_have_text(title)

    def ml_models(self) -> Iterator[MLModel]:
        return MLModel.objects.of(self.project).order_by("requested_at")

    def part(self, name: str, page: Page | None = None) -> Locator:
        return (page or self.page).locator(f"[data-part={name}]")
