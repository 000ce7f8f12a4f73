"""A project of pictures on its Train page, for the tests that look at it."""

import io

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from tests.school import make_classroom, make_image_project, make_student

from .files_page import FilesPageTestCase


class PicturesTestCase(FilesPageTestCase):
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

    def tiles(self, name: str, page: Page | None = None) -> Locator:
        return self.bucket(name, page).locator(".picture:visible")

    def way(self, label: str, words: str) -> Locator:
        return self.bucket(label).get_by_role("button", name=words)

    def press(self, name: str) -> None:
        self.dialog.get_by_role("button", name=name).click()


def make_png(colour: str, size: tuple[int, int] = (64, 48)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def picture_file(colour: str, size: tuple[int, int] = (64, 48)) -> dict[str, object]:
    """Return a picture as a browser's own dialog gives it."""
    name = f"{colour}.png"
    return {"name": name, "mimeType": "image/png", "buffer": make_png(colour, size)}
