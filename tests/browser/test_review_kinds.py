from playwright.sync_api import expect

from projects.models import Moderation, Project
from tests.school import (
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
)

from .review_page import ReviewTestCase


class KindTestCase(ReviewTestCase):
    """Everything that Ada has added waits."""

    def setUp(self) -> None:
        super().setUp()
        self.project.examples.update(author=self.ada, state=Moderation.WAITING)

    def go_to_the_first(self) -> None:
        expect(self.tiles().first).to_be_visible()
        self.press("ArrowRight")


class PictureTests(KindTestCase):
    def make_project(self) -> Project:
        return make_image_project(self.rivera, cat=2, dog=1)

    def test_pictures_are_large_and_can_be_seen_larger(self) -> None:
        self.open()
        self.go_to_the_first()
        picture = self.tiles().first.locator(".review-picture")
        expect(picture).to_have_js_property("complete", True)
        self.assertGreater(picture.bounding_box()["height"], 150)

        self.press("Enter")

        dialog = self.page.get_by_role("dialog", name="The picture, large")
        source = picture.evaluate("picture => picture.src")
        expect(dialog.locator("img")).to_have_js_property("src", source)
        self.press("Escape")
        expect(dialog).to_be_hidden()
        self.tiles().last.get_by_role("button", name="See it large").click()
        expect(dialog).to_be_visible()
        self.press("Escape")
        expect(self.page.get_by_text("Nothing picked")).to_be_hidden()


class SoundTests(KindTestCase):
    def make_project(self) -> Project:
        return make_sound_project(self.rivera, low=2, high=1)

    def test_sounds_are_played_without_being_picked(self) -> None:
        self.open()
        self.go_to_the_first()
        first = self.tiles().first
        play = first.get_by_role("button", name="Play a sound of “low”")

        self.press("Enter")

        expect(play).to_have_attribute("aria-pressed", "true")
        play.click()
        expect(play).to_have_attribute("aria-pressed", "false")
        cell = first.get_by_role("gridcell")
        expect(cell).to_have_attribute("aria-selected", "false")


class RowTests(KindTestCase):
    def make_project(self) -> Project:
        return make_project(self.rivera, cat=1, dog=1)

    def test_rows_are_read_in_whole(self) -> None:
        self.open()

        name = "weight 100, colour red, cat, added by Ada, Waiting"
        expect(self.page.get_by_role("gridcell", name=name)).to_be_visible()


class RegressionTests(KindTestCase):
    def make_project(self) -> Project:
        return make_regression_project(self.rivera, rows=2)

    def test_rows_without_labels_cannot_be_moved(self) -> None:
        self.open()
        self.go_to_the_first()
        expect(self.tiles()).to_have_count(2)
        bar = self.page.locator("[data-part=bar]")
        expect(bar.get_by_role("button", name="Move")).to_be_hidden()

        self.press("m", "h")

        expect(self.tiles()).to_have_count(1)
        hidden = self.project.examples.filter(state=Moderation.HIDDEN)
        self.wait_until(lambda: hidden.count() == 1)
