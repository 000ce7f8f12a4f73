from io import BytesIO
from itertools import islice

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from classrooms.models import User
from mlforkids.demo_pictures import pictures_of

from .shared_model import Answer, SharedModelTestCase, card_of

EACH = 6  # pictures of every label


def picture_file(name: str, data: bytes) -> dict[str, object]:
    """Return a picture as a browser's own dialog gives it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def unseen_square() -> dict[str, object]:
    """Return a square unlike those it learns from, as large as the computer looks."""
    picture = Image.new("RGB", (224, 224), (240, 240, 235))
    picture.paste((40, 90, 200), (50, 60, 170, 180))
    file = BytesIO()
    picture.save(file, "PNG")
    return picture_file("square.png", file.getvalue())


class PictureLessonTests(SharedModelTestCase):
    """A lesson about pictures: one computer learns, and others use what it learnt."""

    learnt_from = "learning.jpg"

    def test_from_the_door_to_right_answers_on_every_computer(self) -> None:
        wall = self.open_wall()
        self.come_in()
        self.start_project("Clock or square", "Images")
        self.add_label("clock")
        self.take_pictures_of("clock")
        self.add_label("square")
        self.upload("square")
        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.train()
        tile = wall.locator("student-tile").filter(has_text="Ada")
        expect(tile).to_contain_text("right")
        self.assert_webcam_shows("clock")
        answer = self.show_square(self.page)
        self.assert_same_as_server(answer, unseen_square()["buffer"])
        ada = User.objects.get(student__username="Ada")
        for person in (ada, self.rivera):
            with self.subTest(person=person):
                self.assert_answers_elsewhere(person, answer, self.show_square)

    def open_wall(self) -> Page:
        context = self.new_context()
        self.sign_in(self.rivera, context)
        wall = context.new_page()
        wall.goto(reverse("training:live", args=[self.year_5.pk]))
        expect(wall.get_by_text("Live", exact=True).last).to_be_visible()
        return wall

    def take_pictures_of(self, label: str) -> None:
        self.bucket(label).get_by_role("button", name="Webcam").click()
        dialog = self.page.get_by_role("dialog")
        shutter = dialog.get_by_role("button", name="Take a picture")
        expect(shutter).to_be_enabled()
        for taken in range(1, EACH + 1):
            shutter.click()
            expect(dialog.locator("[data-part=count]")).to_contain_text(f"{taken} pic")
            self.page.wait_for_timeout(150)  # The clock goes on: another picture.
        dialog.get_by_role("button", name="Done").click()
        self.expect_stored(label, EACH)

    def upload(self, label: str) -> None:
        pictures = list(islice(pictures_of("square"), EACH))
        files = [picture_file(f"{i}.jpg", each) for i, each in enumerate(pictures)]
        self.bucket(label).locator("input[type=file]").set_input_files(files)
        self.expect_stored(label, EACH)

    def assert_webcam_shows(self, label: str) -> None:
        card = card_of(self.page)
        card.get_by_role("button", name="Webcam").click()
        expect(card.locator("confidence-bars li").first).to_contain_text(label)
        expect(card.get_by_role("status").first).to_have_text(f"“{label}”!")

    def show_square(self, page: Page) -> Answer:
        """Show a picture it has never seen; return how sure it is of every label."""
        card = card_of(page)
        card.get_by_role("button", name="A picture").click()
        card.locator("input[type=file]").set_input_files(unseen_square())
        expect(card.get_by_role("status").first).to_contain_text("sure")
        expect(card.locator("confidence-bars li").first).to_contain_text("square")
        return self.answer_on(page)
