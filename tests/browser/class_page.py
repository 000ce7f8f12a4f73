"""A project that a whole class fills, open on the pages of three people at once."""

from uuid import uuid4

from django.urls import reverse
from playwright.sync_api import Locator, Page, WebSocket

from classrooms.models import User
from projects import actions
from projects.models import Project
from tests.school import make_text_project

from .class_site import ClassSiteTestCase


class ClassPageTestCase(ClassSiteTestCase):
    """Ms Rivera, Ada and Grace look at the same project of Year 5."""

    def setUp(self) -> None:
        super().setUp()
        self.project = self.make_project()
        actions.share_project(self.project, self.year_5, self.rivera)

    def make_project(self) -> Project:
        return make_text_project(self.rivera, happy=[], sad=[])

    def open_for(self, user: User, **about: object) -> Page:
        """Return the Train page as `user` sees it, once it hears of what changes."""
        context = self.new_context(**about)
        self.sign_in(user, context)
        page = context.new_page()
        heard: list[str] = []
        page.on("websocket", lambda line: note_frames(line, heard))
        page.goto(reverse("projects:train", args=[self.project.pk]))
        self.wait_until(lambda: any('"labels"' in frame for frame in heard))
        return page

    def ask(self, user: User, method: str, path: str, data: object = None) -> None:
        """Do something as another page of `user` does."""
        self.people.ask(user, method, self.project, path, data)

    def change(self, **settings: object) -> None:
        self.ask(self.rivera, "PATCH", "sharing/", settings)

    def add(self, user: User, label: str, text: str) -> None:
        number = self.project.live_labels().get(name=label).number
        given = {"id": str(uuid4()), "label": number, "text": text}
        self.ask(user, "POST", "examples/", given)

    def moderate(self, state: str, **wanted: object) -> None:
        ids = self.project.examples.filter(**wanted).values_list("pk", flat=True)
        given = {"ids": [str(each) for each in ids], "state": state}
        self.ask(self.rivera, "POST", "examples/moderate/", given)

    def bucket(self, page: Page, name: str) -> Locator:
        heading = page.get_by_role("heading", name=name, exact=True)
        return page.locator("label-bucket").filter(has=heading)

    def rows(self, page: Page, name: str) -> Locator:
        return self.bucket(page, name).locator(".examples > li:visible")

    def count(self, page: Page, name: str) -> Locator:
        return self.bucket(page, name).locator("[data-part=count]")

    def field(self, page: Page, name: str) -> Locator:
        return self.bucket(page, name).get_by_role("textbox")

    def type_into(self, page: Page, name: str, *sentences: str) -> None:
        for sentence in sentences:
            self.field(page, name).fill(sentence)
            page.keyboard.press("Enter")


def note_frames(line: WebSocket, heard: list[str]) -> None:
    line.on("framereceived", lambda frame: heard.append(str(frame)))
