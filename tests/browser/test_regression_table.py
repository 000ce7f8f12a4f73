from playwright.sync_api import expect

from projects.models import TrainingExample

from .table_page import HEIGHT, SOIL, SUN, TableTestCase


class TypingTests(TableTestCase):
    def test_rows_are_typed_with_tab_and_enter(self) -> None:
        self.open()
        self.cell(4, SUN).click()

        self.page.keyboard.type("5,5")
        self.press("Tab")
        self.page.keyboard.type("c")
        self.press("Tab")
        self.page.keyboard.type("26.5")
        self.press("Enter")
        expect(self.cell(5, SUN)).to_be_focused()
        self.page.keyboard.type("6")
        self.press("Enter")

        self.expect_rows([5.5, "clay", 26.5], [6, None, None], after=3)
        expect(self.cell(4, SUN)).to_have_value("5.5")
        expect(self.number(6)).to_have_text("+")
        expect(self.page.locator("#row-count")).to_have_text("5 rows")

    def test_a_button_leads_to_the_new_row(self) -> None:
        self.open()

        self.page.get_by_role("button", name="Add a row").click()
        self.page.keyboard.type("4")
        self.press("Enter")

        self.expect_rows([4, None, None], after=3)

    def test_arrows_go_from_cell_to_cell(self) -> None:
        self.open()
        self.cell(1, SUN).click()

        self.press("ArrowDown", "ArrowRight", "ArrowRight")
        expect(self.cell(2, HEIGHT)).to_be_focused()
        self.press("ArrowLeft", "ArrowUp")
        expect(self.cell(1, SOIL)).to_be_focused()
        self.press("ArrowDown")
        expect(self.cell(1, SOIL)).to_have_value("sand")  # It was only walked over.
        self.press("ArrowLeft", "ArrowLeft")
        expect(self.number(2)).to_be_focused()

    def test_the_keyboard_is_not_trapped(self) -> None:
        self.open()
        self.cell(1, HEIGHT).click()

        self.press("Tab")

        expect(self.page.locator("sheet-table :focus")).to_have_count(0)

    def test_a_cell_is_changed_and_changed_back(self) -> None:
        self.open()
        before = self.rows()
        self.cell(2, HEIGHT).click()
        self.page.keyboard.type("99")
        self.press("Enter")
        self.expect_rows(before[0], [*before[1][:2], 99], before[2])

        self.press("Control+Z")

        self.expect_rows(*before)
        expect(self.cell(2, HEIGHT)).to_have_value("35")

    def test_a_step_that_keys_took_back_is_no_longer_offered(self) -> None:
        self.open()
        before = self.rows()
        self.cell(2, HEIGHT).click()
        self.page.keyboard.type("99")
        self.press("Enter")
        self.cell(1, SUN).click()
        self.paste("7\tclay\tabc")
        expect(self.toast).to_contain_text("1 cell is not right")

        self.press("Control+Z")

        expect(self.toast).to_be_empty()
        self.expect_rows(before[0], [*before[1][:2], 99], before[2])

    def test_escape_leaves_a_cell_as_it_was(self) -> None:
        self.open()
        self.cell(1, SUN).click()

        self.page.keyboard.type("77")
        self.press("Escape")

        expect(self.cell(1, SUN)).to_have_value("0")

    def test_a_word_is_marked_until_it_is_mended_and_never_stored(self) -> None:
        self.open()
        before = self.rows()
        self.cell(1, SUN).click()
        self.page.keyboard.type("a lot")
        self.press("Enter", "ArrowUp")

        expect(self.cell(1, SUN)).to_have_attribute("aria-invalid", "true")
        expect(self.page.locator("#sheet-note")).to_contain_text("is not a number")
        expect(self.state).to_contain_text("1 cell is not right yet")
        self.assertEqual(self.rows(), before)

        self.page.keyboard.type("4 h")
        self.press("Enter")
        self.expect_rows([4, *before[0][1:]], *before[1:])
        expect(self.state).not_to_contain_text("not right yet")

    def test_what_is_missing_is_shown_as_missing(self) -> None:
        self.open()

        self.cell(1, SUN).click()
        self.press("Delete", "Enter")

        expect(self.cell(1, SUN)).to_have_attribute("placeholder", "?")
        self.wait_until(lambda: self.rows()[0] == [None, "sand", 10])

    def test_typing_goes_on_without_a_network_and_is_stored_when_it_is_back(
        self,
    ) -> None:
        self.open()
        self.context.set_offline(True)
        self.cell(4, SUN).click()
        self.page.keyboard.type("8")
        self.press("Enter")
        self.page.keyboard.type("9")
        self.press("Enter")
        expect(self.state).to_contain_text("I cannot reach the server")

        self.context.set_offline(False)

        self.expect_rows([8, None, None], [9, None, None], after=3)
        expect(self.state).not_to_contain_text("I cannot reach the server")
        self.problems = [each for each in self.problems if "DISCONNECTED" not in each]


class PastingTests(TableTestCase):
    def test_a_block_fills_cells_and_adds_rows(self) -> None:
        self.open()
        before = self.rows()
        self.cell(3, SUN).click()
        block = [[n + 0.5, "clay", 2.0 * n] for n in range(20)]

        self.paste("\n".join(f"{a}\t{b}\t{c}".replace(".", ",") for a, b, c in block))

        self.expect_rows(*before[:2], *block)
        expect(self.toast).to_contain_text("20 rows pasted.")
        self.toast.get_by_role("button", name="Undo").click()
        self.expect_rows(*before)
        expect(self.page.locator("#row-count")).to_have_text("3 rows")

    def test_what_is_no_number_is_marked_and_the_rest_is_stored(self) -> None:
        self.open()
        self.cell(4, SUN).click()

        self.paste("1\tsand\t13\nmuch\tmoon\t1e300\n3\tclay\t19\t5\n")

        self.expect_rows([1, "sand", 13], [3, "clay", 19], after=3)
        expect(self.toast).to_contain_text("3 cells are not right yet")
        expect(self.toast).to_contain_text("1 column did not fit")
        expect(self.page.locator("[aria-invalid=true]")).to_have_count(3)
        expect(self.cell(5, SOIL)).to_have_value("moon")
        self.state.get_by_role("button", name="Show me").click()
        expect(self.cell(5, SUN)).to_be_focused()
        self.page.keyboard.type("2")
        self.press("Enter")
        self.wait_until(lambda: len(self.rows()) == 6)

    def test_what_does_not_fit_is_refused_whole_and_kept_on_the_page(self) -> None:
        self.year_5.policy.row_quota = 5
        self.year_5.policy.save()
        self.open()
        before = self.rows()
        self.cell(4, SUN).click()

        self.paste("1\n2\n3\n")

        expect(self.state).to_contain_text("so 2 more fit")
        expect(self.page.locator(".is-unsaved")).to_have_count(3)
        self.assertEqual(self.rows(), before)
        self.number(6).click()
        self.page.get_by_role("button", name="Delete row 6").click()
        self.state.get_by_role("button", name="Try again").click()
        self.expect_rows([1, None, None], [2, None, None], after=3)
        expect(self.page.locator(".is-unsaved")).to_have_count(0)
        self.expect_problem("409")

    def test_a_block_can_be_copied_and_emptied(self) -> None:
        self.open()
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.cell(1, SUN).click()

        self.press("Shift+ArrowDown", "Shift+ArrowRight", "Control+C")

        copied = self.page.evaluate("() => navigator.clipboard.readText()")
        self.assertEqual(copied, "0\tsand\n7\tclay")
        self.press("Delete")
        self.expect_rows([None, None, 10], [None, None, 35], [2, "sand", 16])


class RowsTests(TableTestCase):
    def test_rows_are_deleted_and_brought_back(self) -> None:
        self.open()
        before = self.rows()
        self.number(1).click()
        self.number(2).click(modifiers=["Shift"])

        self.page.get_by_role("button", name="Delete 2 rows").click()

        self.expect_rows(before[2])
        expect(self.toast).to_contain_text("2 rows deleted.")
        self.toast.get_by_role("button", name="Undo").click()
        self.expect_rows(*before)
        expect(self.cell(1, HEIGHT)).to_have_value("10")

    def test_a_row_is_deleted_by_the_keyboard_alone(self) -> None:
        self.open()
        before = self.rows()
        self.cell(2, SUN).click()

        self.press("ArrowLeft", "Delete")
        self.expect_rows(before[0], before[2])
        self.press("Control+Z")

        self.expect_rows(*before)

    def test_a_row_that_another_page_has_deleted_goes_here_too(self) -> None:
        self.open()
        TrainingExample.objects.filter(values__contains={"3": 35}).delete()
        self.cell(2, HEIGHT).click()

        self.page.keyboard.type("36")
        self.press("Enter")

        expect(self.toast).to_contain_text("was deleted on another page")
        expect(self.page.locator("#row-count")).to_have_text("2 rows")

    def test_ten_thousand_rows_open_and_scroll(self) -> None:
        self.year_5.policy.row_quota = 10_000
        self.year_5.policy.save()
        TrainingExample.objects.bulk_create(
            TrainingExample(project=self.project, values={"1": n, "3": 2 * n})
            for n in range(10_000 - 3)
        )

        self.open()

        expect(self.page.locator("#row-count")).to_have_text("10000 rows")
        self.assertLess(self.page.locator(".sheet-row").count(), 80)
        self.cell(1, SUN).click()
        self.press("Control+End")
        expect(self.number(10_001)).to_be_visible()
        self.press("ArrowUp", "Control+ArrowUp")
        expect(self.cell(1, HEIGHT)).to_be_focused()
