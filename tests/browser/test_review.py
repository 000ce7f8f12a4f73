from playwright.sync_api import expect

from projects import actions

from .review_page import HIDDEN, SHOWN, WAITING, ReviewTestCase


class ByKeyboardTests(ReviewTestCase):
    def test_letters_judge_one_after_the_other_and_take_it_back(self) -> None:
        self.add(self.ada, "One", "Two", "Three")
        self.open()
        self.expect_texts("One", "Two", "Three")

        self.press("ArrowRight")
        expect(self.cell("One")).to_be_focused()
        self.press("a")
        expect(self.cell("Two")).to_be_focused()
        self.press("ArrowRight", "h")

        self.expect_texts("Two")
        self.expect_states(One=SHOWN, Two=WAITING, Three=HIDDEN)
        expect(self.tab("Waiting")).to_have_text("Waiting 1")
        expect(self.tab("Hidden")).to_have_text("Hidden 1")
        expect(self.cell("Two")).to_be_focused()

        self.press("z", "z")

        self.expect_texts("One", "Two", "Three")
        self.expect_states(One=WAITING, Two=WAITING, Three=WAITING)
        expect(self.tab("Waiting")).to_have_text("Waiting 3")
        expect(self.tab("Hidden")).to_have_text("Hidden 0")

    def test_the_first_key_means_the_first_tile(self) -> None:
        self.add(self.ada, "One", "Two", "Three")
        self.open()
        self.expect_texts("One", "Two", "Three")
        expect(self.page.locator("body")).to_be_focused()

        self.press("a")

        self.expect_texts("Two", "Three")
        expect(self.cell("Two")).to_be_focused()
        self.expect_states(One=SHOWN, Two=WAITING, Three=WAITING)

        self.page.evaluate("document.activeElement.blur()")
        self.press(" ")

        expect(self.cell("Two")).to_have_attribute("aria-selected", "true")

    def test_several_are_picked_and_moved_at_once(self) -> None:
        texts = ["One", "Two", "Three", "Four"]
        self.add(self.ada, *texts)
        self.open("?show=all")
        self.expect_texts(*reversed(texts))

        self.press("ArrowRight", " ", "ArrowRight", "ArrowRight", "Shift+ ")
        expect(self.page.get_by_text("3 picked")).to_be_visible()
        self.press("m")
        dialog = self.page.get_by_role("dialog", name="Move to which label?")
        expect(dialog.get_by_role("button", name="sad")).to_be_visible()
        self.press("1")

        expect(dialog).to_be_hidden()
        toast = self.page.locator("undo-toast")
        expect(toast).to_contain_text("Moved to “sad”.")
        self.assertEqual(self.labels_of(*texts), ["happy", "sad", "sad", "sad"])
        expect(self.tile("Four").locator(".label-tag")).to_have_text("sad")

        toast.get_by_role("button", name="Undo").click()

        expect(toast).to_contain_text("It is back.")
        self.assertEqual(self.labels_of(*texts), ["happy"] * 4)

    def test_all_are_picked_or_none(self) -> None:
        self.add(self.ada, "One", "Two", "Three")
        self.open()
        self.expect_texts("One", "Two", "Three")

        self.press("ArrowRight", "Control+a")
        expect(self.cell("Three")).to_have_attribute("aria-selected", "true")
        self.press("Escape")
        expect(self.cell("Three")).to_have_attribute("aria-selected", "false")
        self.press("Control+a", "a")

        self.expect_states(One=SHOWN, Two=SHOWN, Three=SHOWN)
        title = self.page.get_by_role("heading", name="Nothing is waiting")
        expect(title).to_be_focused()
        self.press("z")
        self.expect_texts("One", "Two", "Three")

    def test_the_keys_are_told(self) -> None:
        self.add(self.ada, "One")
        self.open()
        expect(self.cell("One")).to_be_visible()

        self.press("ArrowDown", "?")

        dialog = self.page.get_by_role("dialog", name="By keyboard")
        expect(dialog).to_contain_text("Approve: everybody sees it")
        self.press("a", "Escape")
        expect(dialog).to_be_hidden()
        self.expect_states(One=WAITING)

    def test_letters_that_are_typed_elsewhere_do_nothing(self) -> None:
        self.add(self.ada, "One")
        self.open()
        expect(self.cell("One")).to_be_visible()

        self.page.get_by_role("combobox", name="Student").focus()
        self.press("a", "h")
        self.page.get_by_role("button", name="Keys").click()
        self.press("a", "h")
        self.press("Escape")

        self.expect_texts("One")
        self.expect_states(One=WAITING)

    def test_buttons_wait_until_it_is_seen_what_they_are_for(self) -> None:
        self.add(self.ada, "One", "Two")
        self.open()
        self.expect_texts("One", "Two")
        bar = self.page.locator("[data-part=bar]")
        hide = bar.get_by_role("button", name="Hide")
        expect(hide).to_be_disabled()

        self.press("ArrowRight", "ArrowRight")
        expect(bar).to_contain_text("The marked one")
        hide.click()

        self.expect_texts("One")
        self.expect_states(One=WAITING, Two=HIDDEN)


class ListTests(ReviewTestCase):
    def test_tabs_and_filters_are_in_the_address(self) -> None:
        self.add(self.ada, "One", "Two")
        self.add(self.grace, "Three", label=self.sad)
        self.open()
        self.expect_texts("One", "Two", "Three")

        self.page.get_by_role("combobox", name="Student").select_option("Grace")
        self.expect_texts("Three")
        self.tab("All").click()
        self.page.get_by_role("combobox", name="Student").select_option("Ada")
        self.page.get_by_role("combobox", name="Label").select_option("sad")
        expect(self.page.get_by_text("Choose other students or labels")).to_be_visible()
        self.page.get_by_role("combobox", name="Label").select_option("happy")
        self.expect_texts("Two", "One")

        self.page.reload()
        self.expect_texts("Two", "One")
        expect(self.tab("All")).to_have_attribute("aria-current", "true")

    def test_more_than_a_page_come_when_they_are_wanted(self) -> None:
        self.add(self.ada, *[f"Example {number}" for number in range(60)])
        self.open()
        expect(self.tiles()).to_have_count(50)
        self.send(self.grace, "The last one")

        more = self.page.get_by_role("button", name="Show more (11 left)")
        more.click()

        expect(self.tiles()).to_have_count(61)
        expect(self.tiles().last).to_contain_text("The last one")
        expect(self.page.locator("[data-part=more]")).to_be_hidden()

    def test_what_is_hidden_can_be_shown_again(self) -> None:
        (one,) = self.add(self.ada, "One")
        actions.moderate_examples(self.project, [one.pk], HIDDEN, self.rivera)
        self.open("?show=hidden")

        self.tile("One").get_by_role("button", name="Approve").click()

        expect(self.page.get_by_text("Nothing is hidden")).to_be_visible()
        self.expect_states(One=SHOWN)

    def test_what_looks_alike_stands_side_by_side(self) -> None:
        self.add(self.ada, "I won the race!", "Something else")
        self.add(self.grace, "I won the race!", label=self.sad)
        self.open("?show=alike")

        expect(self.tiles()).to_have_count(2)
        twin = self.tiles().first.locator(".review-twin")
        expect(twin).to_contain_text("I won the race!")
        expect(twin).to_contain_text("The same as this in “happy”, by Ada")
        expect(self.tab("Look alike")).to_have_text("Look alike 2")

    def test_who_listens_hears_what_it_is_and_whose(self) -> None:
        self.add(self.ada, "One")
        self.open()

        name = "One, happy, added by Ada, Waiting"
        expect(self.page.get_by_role("gridcell", name=name)).to_be_visible()

    def test_it_fits_a_phone_and_is_picked_by_a_tap(self) -> None:
        self.add(self.ada, "One", "W" * 200)
        self.context = self.new_context(
            viewport={"width": 360, "height": 740}, has_touch=True
        )
        self.sign_in(self.rivera)
        self.page = self.context.new_page()
        self.open()
        bar = self.page.locator("[data-part=bar]")
        expect(bar.get_by_text("Nothing picked")).to_be_visible()
        expect(bar.get_by_role("button", name="Hide")).to_be_hidden()

        self.tile("One").locator(".review-face").tap()

        expect(self.page.get_by_text("1 picked")).to_be_visible()
        wider = "document.documentElement.scrollWidth > innerWidth"
        self.assertFalse(self.page.evaluate(wider))
        bar.get_by_role("button", name="Hide").tap()
        self.expect_states(**{"One": HIDDEN, "W" * 200: WAITING})
