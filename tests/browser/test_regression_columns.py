import re

from playwright.sync_api import Locator, expect

from projects import actions
from projects.models import Project

from .table_page import SOIL, SUN, TableTestCase


class ColumnsTests(TableTestCase):
    def head(self, name: str) -> Locator:
        return self.page.locator(".sheet-head").filter(has_text=re.compile(f"^{name}"))

    def names(self) -> list[str]:
        return [field.name for field in self.project.live_fields()]

    def test_a_column_is_added_predicted_and_deleted(self) -> None:
        self.open()
        self.page.get_by_role("button", name="Add a column").click()
        self.dialog.get_by_label("Name").fill("leaves")
        self.dialog.get_by_label("Unit").fill("pieces")
        self.dialog.get_by_label("Predict this column").check()
        self.dialog.get_by_role("button", name="Save").click()

        expect(self.head("leaves")).to_contain_text("to predict")
        field = self.project.live_fields().get(name="leaves")
        self.assertEqual((field.unit, field.is_predicted), ("pieces", True))

        self.head("leaves").get_by_role("button").click()
        self.dialog.get_by_role("button", name="Delete this column").click()
        expect(self.head("leaves")).to_have_count(0)
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.head("leaves")).to_have_count(1)

    def test_columns_are_moved_by_buttons_and_by_dragging(self) -> None:
        self.open()
        self.head("soil").get_by_role("button").click()
        self.dialog.get_by_role("button", name="Move left").click()
        self.wait_until(lambda: self.names() == ["soil", "sun", "height"])
        self.press("Escape")

        self.head("height").drag_to(self.head("soil"))

        self.wait_until(lambda: self.names() == ["height", "soil", "sun"])
        expect(self.cell(1, 0)).to_have_value("10")

    def test_choices_that_are_added_mend_cells(self) -> None:
        self.open()
        self.cell(4, SUN).click()
        self.paste("1\tmoon\t13")
        expect(self.state).to_contain_text("1 cell is not right yet")

        self.head("soil").get_by_role("button").click()
        self.dialog.get_by_label("The choices").fill("sand\nclay\nmoon")
        self.dialog.get_by_role("button", name="Save").click()

        self.expect_rows([1, "moon", 13], after=3)
        expect(self.state).not_to_contain_text("not right yet")

    def test_a_teacher_looks_and_cannot_change(self) -> None:
        self.context.clear_cookies()
        self.sign_in(self.rivera)
        self.open()

        expect(self.cell(1, SOIL)).to_have_attribute("readonly", "")
        expect(self.page.locator(".sheet-row")).to_have_count(3)
        expect(self.page.get_by_role("button", name="Add a column")).to_have_count(0)
        expect(self.page.get_by_role("link", name="Save as CSV")).to_be_visible()
        expect(self.page.locator("#open-import")).to_be_hidden()


class FirstTableTests(TableTestCase):
    def make_project(self) -> Project:
        return actions.create_project(self.ada, "Plants", "regression")

    def test_a_pasted_table_makes_the_columns(self) -> None:
        self.open()
        expect(self.page.locator("#next-step")).to_contain_text("Start here")

        self.paste("sun (h)\tsoil\theight (cm)\n1,5\tsand\t13\n2\tclay\t20\n")
        expect(self.dialog).to_contain_text("2 good rows found")
        self.dialog.get_by_label("Which column").select_option("sun")
        self.dialog.get_by_role("button", name="Add the 2 good rows").click()

        self.expect_rows([1.5, "sand", 13], [2, "clay", 20])
        fields = [(f.name, f.unit, f.is_predicted) for f in self.project.live_fields()]
        self.assertEqual(
            fields, [("sun", "h", True), ("soil", "", False), ("height", "cm", False)]
        )
        expect(self.cell(2, SUN)).to_have_value("2")
        expect(self.page.locator("#next-step")).to_contain_text("8 more rows")

    def test_a_file_goes_in_and_comes_out(self) -> None:
        self.open()
        table = "sun,height\n" + "".join(f"{n},{3 * n}\n" for n in range(12))
        self.page.locator("#first-table").click()
        file = {"name": "t.csv", "mimeType": "text/csv", "buffer": table.encode()}
        self.dialog.locator("input[type=file]").set_input_files(file)
        self.dialog.get_by_role("button", name="Add the 12 good rows").click()
        expect(self.page.locator("#next-step")).to_contain_text("Looks good")

        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Save as CSV").click()

        with open(download.value.path(), encoding="utf-8-sig") as saved:
            self.assertEqual(saved.read(), table)

    def test_a_first_column_begins_a_table(self) -> None:
        self.open()
        self.page.locator("#first-column").click()
        self.dialog.get_by_label("Name").fill("height")
        self.dialog.get_by_role("button", name="Save").click()
        expect(self.page.locator("#next-step")).to_contain_text("Which column")

        self.cell(1, 0).click()
        self.page.keyboard.type("12")
        self.press("Enter")

        self.expect_rows([12])
