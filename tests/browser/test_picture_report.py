import re

from playwright.sync_api import Locator, expect

from training.models import MLModel

from .trying_pictures import TryPicturesTestCase, new_picture


class LookedAtTests(TryPicturesTestCase):
    """What did it look at?"""

    def test_the_parts_that_mattered_are_shown_and_said(self) -> None:
        self.upload(new_picture("circle"))
        self.look()

        looked = self.card.locator("looked-at")
        words = looked.get_by_role("status")
        expect(words).to_contain_text(re.compile("What mattered most for “circle”: .+"))
        picture = looked.get_by_role("img")
        expect(picture).to_be_visible()
        expect(picture).to_have_attribute("aria-label", words.inner_text())

    def test_another_label_can_be_asked_about_by_keyboard(self) -> None:
        self.upload(new_picture("circle"))
        self.look()
        square = self.card.locator("looked-at").get_by_role("button", name="square")
        square.focus()
        self.page.keyboard.press("Enter")

        expect(square).to_have_attribute("aria-pressed", "true")
        expect(square).to_be_focused()
        expect(self.card.locator("looked-at").get_by_role("status")).to_contain_text(
            "“square”"
        )

    def test_it_is_gone_with_the_next_picture(self) -> None:
        self.upload(new_picture("circle"))
        self.look()
        expect(self.card.locator("looked-at").get_by_role("img")).to_be_visible()

        self.upload(new_picture("square"))

        expect(self.card.locator("looked-at").get_by_role("img")).to_have_count(0)


class PictureReportTests(TryPicturesTestCase):
    """How good is it? Every number has pictures behind it."""

    @property
    def good(self) -> Locator:
        return self.page.locator("[data-card=good]")

    @property
    def pictures(self) -> Locator:
        return self.good.locator(".picture-answer")

    @property
    def measured(self) -> int:
        return MLModel.objects.get(is_current=True).evaluation.example_count

    def test_the_most_confusing_ones_are_there_at_once(self) -> None:
        expect(self.good.get_by_text("The most confusing ones")).to_be_visible()
        expect(self.pictures).to_have_count(self.measured)
        image = self.pictures.first.get_by_role("img")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        self.assertEqual(image.evaluate("image => image.naturalWidth"), 128)

    def test_a_number_shows_its_pictures_and_shows_all_again(self) -> None:
        cell = self.good.get_by_role("button", name=re.compile("recognised|taken for"))
        cell.first.click()
        shown = int(re.search(r"\d+", cell.first.inner_text()).group())
        expect(self.pictures).to_have_count(shown)
        expect(self.pictures.first).to_contain_text("%")

        cell.first.click()

        expect(self.pictures).to_have_count(self.measured)

    def test_a_picture_deleted_since_is_left_out(self) -> None:
        evaluation = MLModel.objects.get(is_current=True).evaluation
        answers = evaluation.details["mistakes"] + evaluation.details["least_sure"]
        self.project.examples.filter(pk=answers[0]["id"]).delete()
        self.page.reload()

        expect(self.pictures).to_have_count(self.measured - 1)

        cell = (answers[0]["label"], answers[0]["answer"])
        row = self.good.locator("confusion-matrix tbody tr").nth(cell[0])
        row.locator("td").nth(cell[1]).get_by_role("button").click()
        expect(self.good).to_contain_text("was deleted since")
