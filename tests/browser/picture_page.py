"""A project of pictures on its Train page, for the tests that look at it."""

import io

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from tests.school import make_classroom, make_image_project, make_student

from .site import SiteTestCase


class PicturesTestCase(SiteTestCase):
    """Ada's project tells pictures of cats from those of dogs."""

    pictures = {"cat": 0, "dog": 0}

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = make_image_project(self.ada, **self.pictures)
        self.sign_in(self.ada)

    def open(self, page: Page | None = None) -> None:
        page = page or self.page
        page.goto(reverse("projects:train", args=[self.project.pk]))
        for name, count in self.pictures.items():
            tiles = self.tiles(name, page)
            expect(tiles).to_have_count(min(count, 24))

    def bucket(self, name: str, page: Page | None = None) -> Locator:
        page = page or self.page
        heading = page.get_by_role("heading", name=name, exact=True)
        return page.locator("label-bucket").filter(has=heading)

    def tiles(self, name: str, page: Page | None = None) -> Locator:
        return self.bucket(name, page).locator(".picture:visible")

    def way(self, label: str, words: str) -> Locator:
        return self.bucket(label).get_by_role("button", name=words)

    def press(self, name: str) -> None:
        self.dialog.get_by_role("button", name=name).click()

    def upload(self, label: str, *files: dict[str, object]) -> None:
        self.bucket(label).locator("input[type=file]").set_input_files(list(files))

    def expect_stored(self, label: str, count: int) -> None:
        """Wait until the page has stored its pictures; count them."""
        # Files are read before they are counted, and counted before they are stored.
        expect(self.bucket(label).locator("[data-part=count]")).to_have_text(str(count))
        expect(self.bucket(label).locator(".is-saving, .is-unsaved")).to_have_count(0)
        self.assertEqual(self.stored(label), count)

    def stored(self, label: str) -> int:
        return self.project.examples.filter(label__name=label).count()

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.page.locator("undo-toast")


def make_png(colour: str, size: tuple[int, int] = (64, 48)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def picture_file(colour: str, size: tuple[int, int] = (64, 48)) -> dict[str, object]:
    """Return a picture as a browser's own dialog gives it."""
    name = f"{colour}.png"
    return {"name": name, "mimeType": "image/png", "buffer": make_png(colour, size)}
