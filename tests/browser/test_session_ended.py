from django.urls import reverse
from playwright.sync_api import WebSocket, expect

from classrooms import actions
from classrooms.models import User
from tests.school import make_classroom, make_project, make_student

from .site import SiteTestCase

SENTENCE = "You are not logged in any more. Go to the start page to come in again."

AWAY_AND_BACK = """() => {
  const progress = document.querySelector("training-progress");
  const place = progress.parentElement;
  progress.remove();
  place.append(progress);
}"""


class SessionEndedTests(SiteTestCase):
    """New secret words end what a student has open; the page says what to do."""

    def setUp(self) -> None:
        super().setUp()
        rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.student, self.project = ada.student, make_project(ada, cat=1, dog=1)
        self.sign_in(ada)

    def open_then_end_session(self, page: str) -> None:
        self.page.goto(reverse(page, args=[self.project.pk]))
        # Once it has all that it asks for, or it would be refused twice.
        self.page.wait_for_load_state("networkidle")
        actions.reset_passphrases([self.student])

    def test_an_example_is_not_lost_without_a_word(self) -> None:
        self.open_then_end_session("projects:train")

        self.page.get_by_role("button", name="Add an example").first.click()
        self.page.get_by_label("weight", exact=True).first.fill("7")
        self.page.keyboard.press("Enter")

        expect(self.page.get_by_text(SENTENCE).first).to_be_visible()
        self.expect_problem("403")

    def test_the_next_page_is_the_students_door(self) -> None:
        self.open_then_end_session("projects:train")

        self.page.get_by_role("link", name="My projects").click()

        expect(self.page.get_by_role("heading", name="Hello! Come in")).to_be_visible()
        expect(self.page.get_by_text("Come in again.")).to_be_visible()

    def test_a_page_that_waits_for_the_computer_says_so(self) -> None:
        # Once it listens, or it would have to ask twice.
        heard: list[str] = []
        self.page.on("websocket", lambda line: note_frames(line, heard))
        self.page.goto(reverse("training:learn", args=[self.project.pk]))
        self.wait_until(lambda: any("training" in url for url in heard))
        actions.reset_passphrases([self.student])

        # As when the network was away for a moment: it connects anew.
        self.page.evaluate(AWAY_AND_BACK)

        told = self.page.locator("training-progress").get_by_text(SENTENCE)
        expect(told).to_be_visible()
        self.expect_problem("WebSocket")
        self.expect_problem("403")


def note_frames(line: WebSocket, heard: list[str]) -> None:
    line.on("framereceived", lambda _frame: heard.append(line.url))
