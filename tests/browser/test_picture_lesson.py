import base64
import json
from io import BytesIO
from itertools import islice
from urllib.request import Request, urlopen

from django.urls import reverse
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from classrooms.models import User
from mlforkids.demo_pictures import pictures_of
from projects.models import Project, ProjectKey

from .beginning import BeginningTestCase

EACH = 6  # pictures of every label
NEARLY = 0.006  # The key endpoint answers in whole per cent.


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


class PictureLessonTests(BeginningTestCase):
    """A lesson about pictures: one computer learns, and others use what it learnt."""

    needs_worker = True

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
        answer = self.assert_picture_shows(self.page, "square")
        self.assert_same_as_server(answer)
        ada = User.objects.get(student__username="Ada")
        for person in (ada, self.rivera):
            with self.subTest(person=person):
                self.assert_answers_elsewhere(person, answer)

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
        self.expect_stored(label)

    def upload(self, label: str) -> None:
        pictures = list(islice(pictures_of("square"), EACH))
        files = [picture_file(f"{i}.jpg", each) for i, each in enumerate(pictures)]
        self.bucket(label).locator("input[type=file]").set_input_files(files)
        self.expect_stored(label)

    def expect_stored(self, label: str) -> None:
        bucket = self.bucket(label)
        expect(bucket.locator("[data-part=count]")).to_have_text(str(EACH))
        expect(bucket.locator(".is-saving, .is-unsaved")).to_have_count(0)

    def train(self) -> None:
        self.page.get_by_role("button", name="Train", exact=True).click()
        ready = self.page.get_by_text("Ready! Try it out.")
        expect(ready).to_be_visible(timeout=60_000)

    def assert_webcam_shows(self, label: str) -> None:
        card = card_of(self.page)
        card.get_by_role("button", name="Webcam").click()
        expect(card.locator("confidence-bars li").first).to_contain_text(label)
        expect(card.get_by_role("status").first).to_have_text(f"“{label}”!")

    def assert_picture_shows(self, page: Page, label: str) -> dict[str, float]:
        """Show a picture it has never seen; return how sure it is of every label."""
        card = card_of(page)
        card.get_by_role("button", name="A picture").click()
        card.locator("input[type=file]").set_input_files(unseen_square())
        expect(card.get_by_role("status").first).to_contain_text("sure")
        bars = card.locator("confidence-bars li")
        expect(bars.first).to_contain_text(label)
        expect(bars).to_have_count(2)
        return {
            bar.locator(".bar-name").inner_text(): float(
                bar.locator("progress").get_attribute("value")
            )
            for bar in bars.all()
        }

    def assert_same_as_server(self, answer: dict[str, float]) -> None:
        project = Project.objects.get()
        key = ProjectKey.objects.of_member(project, project.owner).spell()
        picture = base64.b64encode(unseen_square()["buffer"]).decode()
        request = Request(
            f"{self.site_url}/api/scratch/{key}/classify",
            json.dumps({"data": picture}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request) as response:
            said = json.load(response)
        for each in said:
            here = answer[each["class_name"]]
            self.assertAlmostEqual(here, each["confidence"] / 100, delta=NEARLY)

    def assert_answers_elsewhere(self, person: User, answer: dict[str, float]) -> None:
        """Use the model on another computer, which has never trained anything."""
        context = self.new_context()
        self.sign_in(person, context)
        asked = self.note_requests(context)
        page = context.new_page()
        page.goto(reverse("training:learn", args=[Project.objects.get().pk]))

        same = self.assert_picture_shows(page, "square")

        for label, confidence in answer.items():
            self.assertAlmostEqual(same[label], confidence, delta=0.001)
        files = {path.rsplit("/", 1)[1] for way, path in asked if "/files/" in path}
        self.assertLessEqual({"head.json", "weights.bin"}, files)
        learnt = [path for way, path in asked if "learning.jpg" in path]
        self.assertEqual(learnt, [])
        written = [path for way, path in asked if way != "GET"]
        self.assertEqual(written, [])
        page.goto("about:blank")

    def note_requests(self, context: BrowserContext) -> list[tuple[str, str]]:
        asked: list[tuple[str, str]] = []
        context.on(
            "request", lambda request: asked.append((request.method, request.url))
        )
        return asked


def card_of(page: Page) -> Locator:
    return page.locator("[data-card=test]")
