from playwright.sync_api import Route, expect

from .shapes import EACH, ShapesTestCase

READY = "Ready! Try it out."
LEARNING = "The computer is learning"
SIMPLIFIED = "Train the simplified model"
PICTURES = "**/files/learning.jpg"


class TrainCardTests(ShapesTestCase):
    """The Train card where the visitor's own computer learns."""

    def test_it_learns_in_this_browser(self) -> None:
        self.open()
        self.press("Train")

        self.expect_title(READY)
        ml_model = self.ml_models().get()
        self.assertTrue(ml_model.in_browser and ml_model.is_current)
        self.assertEqual(ml_model.example_count, 2 * EACH)
        self.assertEqual(ml_model.evaluation.method, "held-back")
        self.assertEqual(ml_model.lesson, {})
        about = self.page.get_by_text(f"with {2 * EACH} examples")
        expect(about.first).to_be_visible()
        expect(self.part("keep-open")).to_be_hidden()

    def test_a_curve_shows_how_the_mistakes_get_fewer(self) -> None:
        self.open()
        self.press("Train")
        self.expect_title(READY)

        curve = self.page.locator("loss-curve")
        expect(curve.get_by_role("img")).to_be_visible()
        name = curve.get_by_role("img").get_attribute("aria-label")
        self.assertIn("fewer and fewer mistakes", name)
        self.page.reload()
        expect(curve.get_by_role("img")).to_have_attribute("aria-label", name)

    def test_it_says_how_far_it_is_and_asks_to_stay(self) -> None:
        gate = self.hold_back(PICTURES)
        self.open()
        self.press("Train")

        self.expect_title(LEARNING)
        expect(self.page.get_by_text("Looking at your pictures…")).to_be_visible()
        expect(self.page.get_by_text(f"Picture 1 of {2 * EACH}")).to_be_visible()
        expect(self.part("keep-open")).to_be_visible()
        with self.page.expect_event("dialog") as asked:
            self.page.close(run_before_unload=True)
        self.assertEqual(asked.value.type, "beforeunload")
        asked.value.dismiss()
        gate.open()
        self.expect_title(READY)

    def test_it_can_be_cancelled(self) -> None:
        self.cancel_and_train_again(PICTURES)

    def test_a_page_opened_later_can_cancel_it(self) -> None:
        self.hold_back(PICTURES)
        self.open()
        self.press("Train")
        self.expect_title(LEARNING)
        other = self.another_page()

        self.press("Cancel", other)

        self.expect_title("Stopped", other)
        self.expect_title("Stopped")
        expect(self.part("keep-open")).to_be_hidden()
        while self.problems:
            self.expect_problem("409")  # The first was told that it is not wanted.

    def test_a_page_that_is_left_gives_it_up(self) -> None:
        self.hold_back(PICTURES)
        self.open()
        self.press("Train")
        expect(self.part("keep-open")).to_be_visible()
        self.page.on("dialog", lambda dialog: dialog.accept())

        self.page.goto("about:blank")
        other = self.another_page()

        self.expect_title("Stopped", other)
        self.assertEqual(self.ml_models().get().status, "cancelled")

    def test_another_page_watches_and_switches(self) -> None:
        gate = self.hold_back(PICTURES)
        self.open()
        other = self.another_page()
        watching = self.another_page(self.rivera)
        self.press("Train")

        for page in (other, watching):
            self.expect_title(LEARNING, page)
            expect(self.part("elsewhere", page)).to_be_visible()
            expect(page.get_by_text("Looking at your examples…")).to_be_visible()
        expect(self.part("again", watching)).to_be_hidden()
        gate.open()
        for page in (self.page, other, watching):
            self.expect_title(READY, page)
            expect(self.part("elsewhere", page)).to_be_hidden()
        self.assertEqual(self.ml_models().count(), 1)

    def test_another_page_can_start_again_there(self) -> None:
        self.hold_back(PICTURES)
        self.open()
        self.press("Train")
        other = self.another_page()
        expect(self.part("elsewhere", other)).to_be_visible()

        self.press("Start again here", other)

        self.expect_title(READY, other)
        self.expect_title(READY)
        expect(self.part("keep-open")).to_be_hidden()
        statuses = [each.status for each in self.ml_models()]
        self.assertEqual(statuses, ["cancelled", "ready"])
        while self.problems:
            self.expect_problem("409")  # The first was told that it is not wanted.

    def test_weak_computers_are_offered_less(self) -> None:
        self.open(query="?simplified")
        expect(self.part("weak")).to_be_visible()

        self.press(SIMPLIFIED)

        self.expect_title(READY)
        expect(self.part("simplified-in-use")).to_be_visible()
        trained = self.ml_models().get().evaluation.details["trained"]
        self.assertTrue(trained["simplified"])

    def test_a_failure_is_said_and_can_be_repeated(self) -> None:
        self.page.route(PICTURES, lambda route: route.abort())
        self.open()
        self.press("Train")

        self.expect_title("That did not work")
        problem = self.part("problem")
        expect(problem).to_contain_text("The pictures did not arrive.")
        expect(self.part("about")).to_be_hidden()
        expect(self.part("elsewhere")).to_be_hidden()
        self.assertEqual(self.ml_models().get().problem, "computer")
        self.page.unroute(PICTURES)
        self.press("Train")
        self.expect_title(READY)
        expect(problem).to_have_text("")
        expect(self.part("about")).to_contain_text("Trained on")
        while self.problems:
            self.expect_problem("ERR_FAILED")

    def test_it_survives_a_server_that_is_away_for_a_moment(self) -> None:
        tries: list[Route] = []

        def fail_once(route: Route) -> None:
            tries.append(route)
            route.abort() if len(tries) == 1 else route.continue_()

        self.page.route("**/result/", fail_once)
        self.open()
        self.press("Train")

        self.expect_title(READY)
        self.assertEqual(len(tries), 2)
        self.expect_problem("ERR_FAILED")

    def test_the_teacher_reads_how_to_give_it_better_eyes(self) -> None:
        self.open()
        expect(self.page.get_by_text("only simple eyes")).to_be_visible()
        expect(self.page.get_by_text("How to give it better eyes")).to_have_count(0)

        page = self.another_page(self.rivera)
        page.get_by_text("How to give it better eyes").click()
        expect(page.get_by_text("manage.py fetch_base_models")).to_be_visible()
