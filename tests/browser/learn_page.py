"""A project on its Learn & Test page, for the tests that look at it."""

from collections.abc import Iterator
from contextlib import suppress

from django.urls import reverse
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, Route, expect

from classrooms.models import User
from projects.models import Project
from tests.school import make_classroom, make_student
from training.models import MLModel

from .site import SiteTestCase


class LearnPageTestCase(SiteTestCase):
    """Ada's project, of which her own computer learns; Ms Rivera teaches her."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = self.make_project()
        self.sign_in(self.ada)

    def make_project(self) -> Project:
        raise NotImplementedError

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

    def hold_back(self, address: str) -> "Gate":
        """Let nothing from there through: learning takes as long as the test wants."""
        gate = Gate()
        self.addCleanup(gate.drop)
        self.page.route(address, lambda route: gate.come(route))
        return gate

    def cancel_and_train_again(self, address: str) -> None:
        """Cancel a training that waits for files from there, and do it once more."""
        gate = self.hold_back(address)
        self.open()
        self.press("Train")
        expect(self.part("keep-open")).to_be_visible()

        self.press("Cancel")

        self.expect_title("Stopped")
        self.assertEqual(self.ml_models().get().status, "cancelled")
        gate.open()
        self.press("Train")
        self.expect_title("Ready! Try it out.")


class TryingTestCase(LearnPageTestCase):
    """The card on which a model is tried; it is trained first."""

    invitation: str  # what the card says before anything is tried

    def setUp(self) -> None:
        super().setUp()
        self.open()
        self.press("Train")
        self.expect_title("Ready! Try it out.")
        expect(self.card.get_by_text(self.invitation)).to_be_visible()

    @property
    def card(self) -> Locator:
        return self.page.locator("[data-card=test]")

    @property
    def bars(self) -> Locator:
        return self.card.locator("confidence-bars li")

    @property
    def said(self) -> Locator:
        return self.card.get_by_role("status").first

    def way(self, name: str) -> None:
        self.card.get_by_role("button", name=name, exact=True).click()


class Gate:
    """Keeps requests waiting until it is opened."""

    def __init__(self) -> None:
        self.waiting: list[Route] = []
        self.is_open = False

    def come(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def open(self) -> None:
        self.is_open = True
        while self.waiting:
            self.waiting.pop().continue_()

    def drop(self) -> None:
        """Let nobody wait for ever; those who have asked may be gone."""
        while self.waiting:
            with suppress(PlaywrightError):
                self.waiting.pop().abort()
