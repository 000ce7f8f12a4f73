"""How every lesson begins: from the door to an empty project, and its labels."""

from playwright.sync_api import Locator, expect

from classrooms import actions
from classrooms.models import User
from tests.school import make_classroom

from .site import SiteTestCase


class BeginningTestCase(SiteTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")

    def come_in(self) -> None:
        ((_student, words),) = actions.add_students(self.year_5, ["Ada"])
        self.page.goto("/")
        self.page.get_by_role("link", name="I am a student").click()
        self.page.get_by_label("Class code").fill("year-5555")
        self.page.get_by_label("Your name in class").fill("ada")
        self.page.get_by_label("Your secret words").fill(words)
        self.page.keyboard.press("Enter")

    def start_project(self, name: str, kind: str) -> None:
        self.page.get_by_label("What will the computer learn").fill(name)
        self.page.get_by_role("radio", name=kind).check()
        self.page.get_by_role("button", name="Start").click()
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def add_label(self, name: str) -> None:
        self.page.get_by_label("A new label").fill(name)
        self.page.get_by_role("button", name="Add this label").click()
        expect(self.bucket(name)).to_be_visible()

    def bucket(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("label-bucket").filter(has=heading)
