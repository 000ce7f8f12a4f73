import re

from playwright.sync_api import Locator, expect

from projects.models import Project
from tests.school import make_regression_project

from .learn_page import LearnPageTestCase

# As `make_regression_project` has it: 10 + 3 * sun, and 4 more on clay.
RIGHT = 10 + 3 * 6 + 4
OFF = 1.5  # centimetres that a guess may be wrong, of 47
NUMBER = re.compile(r"-?\d+(\.\d+)?")


class TryPredictionsOutTests(LearnPageTestCase):
    """Predicting numbers on Learn & Test: with units, errors and warnings."""

    def make_project(self) -> Project:
        project = make_regression_project(self.ada, rows=24)
        for example in project.examples.all():
            # No line through these is right everywhere: up and down every two hours.
            example.values["3"] += 0.6 if example.values["1"] % 4 >= 2 else -0.6
            example.save(update_fields=["values"])
        return project

    def setUp(self) -> None:
        super().setUp()
        self.open()
        self.press("Train")
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()

    @property
    def card(self) -> Locator:
        return self.page.locator("[data-card=test]")

    @property
    def good(self) -> Locator:
        return self.page.locator("[data-card=good]")

    def ask(self, sun: str, soil: str) -> None:
        self.card.get_by_label("sun").fill(sun)
        self.card.get_by_label("soil").select_option(soil)
        self.card.get_by_role("button", name="How much?").click()

    def predicted(self) -> float:
        words = self.card.locator(".predicted-number")
        expect(words).to_contain_text("cm")
        found = NUMBER.search(words.inner_text())
        assert found is not None
        return float(found[0])

    def test_it_predicts_with_a_unit_and_says_how_far_off_it_usually_is(self) -> None:
        self.ask("6", "clay")

        expect(self.part("test-words")).to_contain_text("Its guess: height")
        self.assertAlmostEqual(self.predicted(), RIGHT, delta=OFF)
        expect(self.card.locator(".predicted")).to_contain_text("usually off by")
        expect(self.part("warnings").locator("li")).to_have_count(0)

    def test_it_asks_only_for_what_is_known_and_names_units(self) -> None:
        names = self.card.locator("form .field-name")

        expect(names).to_have_text(["sun (h)", "soil"])

    def test_it_warns_outside_of_all_that_it_has_seen(self) -> None:
        self.ask("500", "clay")

        warning = self.part("warnings")
        expect(warning).to_contain_text("only seen “sun” up to 11 h, and never 500 h")
        expect(warning).to_contain_text("may be quite wrong")

        self.card.get_by_label("sun").fill("5")
        expect(warning).not_to_contain_text("only seen")

    def test_a_gap_is_filled_and_that_is_said(self) -> None:
        self.ask("", "clay")

        expect(self.part("warnings")).to_contain_text("“sun” is not known, so it took")
        expect(self.card.locator(".predicted-number")).to_contain_text("cm")

    def test_what_is_no_number_is_said_and_nothing_is_predicted(self) -> None:
        self.ask("much", "clay")

        expect(self.card.get_by_role("alert")).to_contain_text("is not a number")
        expect(self.card.locator(".predicted-number")).to_have_count(0)

    def test_the_report_has_a_picture_that_keys_reach(self) -> None:
        expect(self.good.locator(".headline")).to_contain_text("Usually off by")
        expect(self.good).to_contain_text("Always saying the average")
        expect(self.good).to_contain_text("Each of the 24 rows was hidden once")
        expect(self.good).to_contain_text("A straight line was enough")
        dots = self.good.locator(".scatter-dot")
        expect(dots).to_have_count(24)

        dots.first.focus()
        self.page.keyboard.press("ArrowRight")
        expect(dots.nth(1)).to_be_focused()
        self.page.keyboard.press("Enter")

        expect(self.part("point-words")).to_contain_text("“height” is 9.4")
        expect(self.part("point-row")).to_contain_text("soil")
        expect(dots.nth(1)).to_have_attribute("aria-pressed", "true")

    def test_the_same_is_there_as_a_table(self) -> None:
        self.good.get_by_text("The same as a table").click()

        expect(self.good.get_by_role("row")).to_have_count(25)

    def test_it_shows_what_each_column_does_by_the_real_model(self) -> None:
        inside = self.page.locator("[data-card=inside]")

        expect(inside).to_contain_text("It is a straight line")
        sun, soil = inside.locator("column-effects").all()
        words = sun.locator("p").inner_text()
        self.assertIn("With every 1\u00a0h more it goes up by", words)
        by = NUMBER.search(words.split("goes up by")[1])
        assert by is not None
        self.assertAlmostEqual(float(by[0]), 3, delta=0.2)
        expect(soil.locator("li")).to_have_count(2)

    def test_the_history_says_errors_and_compares_them(self) -> None:
        history = self.page.locator("model-history")
        expect(history).to_contain_text("usually off by")
        self.press("Train again")
        expect(history.locator("tbody tr")).to_have_count(2)

        for box in history.get_by_role("checkbox").all():
            box.check()

        expect(history.get_by_role("status")).to_contain_text("Both are equally good")

    def test_a_reloaded_page_uses_the_model_that_is_there(self) -> None:
        self.page.reload()
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()

        self.ask("6", "clay")

        self.assertAlmostEqual(self.predicted(), RIGHT, delta=OFF)
