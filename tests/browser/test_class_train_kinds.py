"""What the kinds of project show of others differs; the rules do not."""

from playwright.sync_api import Locator, Page, expect

from projects.models import Project
from tests.school import (
    make_image_project,
    make_project,
    make_regression_project,
    make_sound_project,
)

from .class_page import ClassPageTestCase
from .picture_page import picture_file


class PicturesTests(ClassPageTestCase):
    def make_project(self) -> Project:
        return make_image_project(self.rivera, cat=0, dog=0)

    def test_pictures_of_others_arrive_and_can_be_looked_at(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)

        self.upload(ada, "cat", "red")
        expect(self.rows(grace, "cat")).to_have_count(1)
        self.upload(grace, "cat", "blue")

        for page in (ada, grace):
            expect(self.rows(page, "cat")).to_have_count(2)
            expect(self.bucket(page, "cat").locator(".is-saving")).to_have_count(0)
            picks = self.rows(page, "cat").locator("[data-part=pick]:visible")
            expect(picks).to_have_count(1)
        tile = self.rows(grace, "cat").filter(has_text="Ada")
        expect(tile.get_by_role("button")).to_have_accessible_name(
            "Picture 2 of cat, added by Ada"
        )
        tile.get_by_role("button").click()
        dialog = grace.get_by_role("dialog")
        expect(dialog.get_by_text("Added by Ada")).to_be_visible()
        delete = dialog.get_by_role("button", name="Delete")
        expect(delete).to_be_hidden()
        grace.keyboard.press("ArrowLeft")
        expect(dialog.get_by_text("Added by Grace")).to_be_visible()
        expect(delete).to_be_visible()
        grace.keyboard.press("ArrowRight")
        expect(delete).to_be_hidden()

    def test_all_that_are_picked_at_once_are_ones_own(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.upload(ada, "cat", "red")
        self.upload(grace, "cat", "blue")
        expect(self.rows(grace, "cat")).to_have_count(2)
        expect(self.bucket(grace, "cat").locator(".is-saving")).to_have_count(0)

        self.bucket(grace, "cat").get_by_role("button", name="Pick all").click()
        expect(grace.get_by_text("1 example picked")).to_be_visible()
        bar = grace.locator("selection-bar")
        bar.get_by_role("button", name="Delete").click()

        expect(self.rows(ada, "cat")).to_have_count(1)
        expect(self.rows(ada, "cat")).to_contain_text("you")

    def upload(self, page: Page, label: str, colour: str) -> None:
        choice = self.bucket(page, label).locator("input[type=file]")
        choice.set_input_files([picture_file(colour)])


class SoundsTests(ClassPageTestCase):
    def make_project(self) -> Project:
        return make_sound_project(self.rivera, low=1)

    def test_sounds_of_others_play_but_stay_as_they_are(self) -> None:
        self.project.examples.update(author=self.ada)
        grace = self.open_for(self.grace)

        tile = self.rows(grace, "low")

        expect(tile).to_contain_text("Ada")
        expect(tile.locator("[data-part=pick]")).to_be_hidden()
        tile.locator("[data-part=open]").click()
        expect(tile.locator("[data-part=open]")).to_have_attribute(
            "aria-pressed", "true"
        )
        self.moderate("hidden")
        expect(tile).to_have_count(0)


class NumbersTests(ClassPageTestCase):
    def make_project(self) -> Project:
        return make_project(self.rivera, cat=0, dog=0)

    def test_a_new_column_leaves_what_is_being_typed(self) -> None:
        ada = self.open_for(self.ada)
        cat = self.bucket(ada, "cat")
        cat.get_by_role("button", name="Add an example").click()
        cat.get_by_label("weight", exact=True).fill("4")

        given = {"name": "age", "kind": "number"}
        self.ask(self.rivera, "POST", "fields/", given)

        expect(cat.get_by_label("age", exact=True)).to_be_visible()
        expect(cat.get_by_label("weight", exact=True)).to_have_value("4")
        expect(cat.get_by_label("weight", exact=True)).to_be_focused()
        expect(ada.get_by_role("button", name="Add a column")).to_have_count(0)
        cat.get_by_label("age", exact=True).fill("7")
        ada.keyboard.press("Enter")
        expect(self.rows(ada, "cat")).to_have_count(1)
        self.wait_until(lambda: self.project.examples.count() == 1)
        self.assertEqual(
            self.project.examples.get().values, {"1": 4, "2": None, "3": 7}
        )


class TablesTests(ClassPageTestCase):
    def make_project(self) -> Project:
        return make_regression_project(self.rivera, rows=1)

    def open_for(self, user, **about: object) -> Page:
        page = super().open_for(user, **about)
        expect(page.locator(".sheet-row").first).to_be_visible()
        return page

    def test_rows_of_others_appear_and_only_own_ones_can_be_changed(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)

        self.fill_new_row(ada, 2, "5")

        cell = self.cell(grace, 2, 0)
        expect(cell).to_have_value("5")
        expect(grace.locator('[data-place="1"]')).to_contain_text("Ada")
        expect(cell).not_to_be_editable()
        expect(self.cell(ada, 2, 0)).to_be_editable()
        expect(self.cell(ada, 1, 0)).not_to_be_editable()
        self.cell(ada, 2, 0).fill("6")
        ada.keyboard.press("Enter")
        expect(cell).to_have_value("6")

    def test_what_is_typed_stays_where_it_is_while_rows_arrive(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.cell(ada, 2, 0).click()
        ada.keyboard.type("1")

        self.fill_new_row(grace, 2, "5")
        expect(self.cell(ada, 2, 0)).to_have_value("5")
        ada.keyboard.type("2")
        ada.keyboard.press("Enter")

        expect(self.cell(ada, 3, 0)).to_have_value("12")
        expect(self.cell(grace, 3, 0)).to_have_value("12")
        self.wait_until(lambda: self.project.examples.count() == 3)

    def test_rows_go_from_all_pages_and_the_table_closes(self) -> None:
        ada, grace = self.open_for(self.ada), self.open_for(self.grace)
        self.fill_new_row(ada, 2, "5")
        expect(self.cell(grace, 2, 0)).to_have_value("5")

        ada.get_by_role("button", name="Row 2", exact=True).click()
        ada.keyboard.press("Delete")

        expect(grace.locator('[data-place="1"].is-new')).to_have_count(1)
        self.change(is_collecting=False)
        expect(grace.get_by_text("has closed the buckets").first).to_be_visible()
        expect(grace.locator(".sheet-row.is-new")).to_have_count(0)
        self.change(is_collecting=True)
        expect(grace.locator(".sheet-row.is-new")).to_have_count(1)

    def test_a_table_without_columns_gets_those_of_the_teacher(self) -> None:
        self.project.fields.all().delete()
        ada = super().open_for(self.ada)
        expect(ada.get_by_text("Your teacher has made no columns yet")).to_be_visible()

        self.ask(self.rivera, "POST", "fields/", {"name": "rain", "kind": "number"})

        expect(ada.locator(".sheet-head").filter(has_text="rain")).to_be_visible()
        expect(ada.get_by_text("Your teacher has made no columns")).to_be_hidden()
        expect(ada.get_by_role("button", name="Add a row")).to_be_visible()

    def fill_new_row(self, page: Page, row: int, typed: str) -> None:
        self.cell(page, row, 0).click()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")

    def cell(self, page: Page, row: int, column: int) -> Locator:
        return page.locator(f'[data-place="{row - 1}"] .sheet-cell').nth(column)
