import re

from playwright.sync_api import Locator, expect

from projects.models import Project

from .moods import MoodsTestCase

DIRECTION = "el => getComputedStyle(el).direction"
TOO_SMALL = """(area) => [...area.querySelectorAll("button, input, textarea")]
  .map((each) => [each.closest("label") ?? each, each])
  .map(([target, each]) => [target.getBoundingClientRect(), each])
  .filter(([{ width, height }]) => width > 0 && (width < 44 || height < 44))
  .map(([{ width, height }, each]) => `${each.outerHTML} ${width} × ${height}`)"""


class ChangingTests(MoodsTestCase):
    def change(self, words: str) -> None:
        button = self.page.get_by_role("button", name=f"Change {words}", exact=True)
        button.click()

    @property
    def edited(self) -> Locator:
        return self.page.get_by_role("textbox", name="Change this example")

    def test_enter_saves_a_change_and_escape_leaves_it(self) -> None:
        self.have("happy", "I am hapy", "I laugh")
        self.open()

        self.change("I am hapy")
        self.edited.fill("I am happy")
        self.page.keyboard.press("Enter")
        expect(self.rows("happy")).to_contain_text(["I am happy"])
        changed = self.page.get_by_role("button", name="Change I am happy")
        expect(changed).to_be_focused()
        self.page.keyboard.press("Enter")
        self.edited.fill("nothing of this")
        self.page.keyboard.press("Escape")

        expect(changed).to_be_focused()
        self.assertEqual(set(self.stored("happy")), {"I am happy", "I laugh"})

    def test_a_change_into_a_duplicate_is_refused_in_place(self) -> None:
        self.have("happy", "I am happy", "I laugh")
        self.open()

        self.change("I laugh")
        self.edited.fill("I AM HAPPY")
        self.page.keyboard.press("Enter")

        expect(self.page.get_by_text("has this example already")).to_be_visible()
        expect(self.edited).to_have_value("I AM HAPPY")
        self.expect_problem("409")

    def test_moving_says_what_was_there_already_and_can_be_undone(self) -> None:
        self.have("happy", "I cry", "I weep", "I laugh")
        self.have("sad", "I CRY")
        self.open()

        for words in ("I cry", "I weep"):
            self.page.get_by_role("checkbox", name=f"Pick {words}", exact=True).check()
        self.page.get_by_role("button", name="Move").click()

        expect(self.toast).to_contain_text("Moved to “sad”.")
        expect(self.toast).to_contain_text("1 was in “sad” already, so it stays.")
        expect(self.bucket("sad").locator("[data-part=count]")).to_have_text("2")
        self.assertEqual(set(self.stored("sad")), {"I CRY", "I weep"})
        expect(self.bucket("happy").locator("[data-part=count]")).to_have_text("2")
        self.page.get_by_role("button", name="Undo").click()
        expect(self.bucket("happy").locator("[data-part=count]")).to_have_text("3")
        self.assertEqual(self.stored("sad"), ["I CRY"])

    def test_what_was_done_is_not_said_over_what_can_be_done_next(self) -> None:
        self.have("happy", "I cry", "I weep", "I laugh")
        self.open()
        self.bucket("happy").get_by_role("button", name="Delete this").first.click()
        expect(self.toast).to_contain_text("deleted")

        for width in (360, 1280):
            self.page.set_viewport_size({"width": width, "height": 740})
            self.page.get_by_role("checkbox", name="Pick I cry").check()
            said = self.toast.locator(".toast").bounding_box()
            bar = self.page.locator(".selection-bar").bounding_box()
            self.assertLess(said["y"] + said["height"], bar["y"])
            self.page.get_by_role("button", name="Pick none").click()

    def test_deleting_can_be_undone_and_forgets_nothing_unsaved(self) -> None:
        self.have("happy", "I am happy")
        self.open()
        self.page.route("**/examples/", lambda route: route.abort())
        self.type_into("happy", "I laugh")
        expect(self.bucket("happy").locator(".is-unsaved")).to_have_count(1)
        self.page.unroute("**/examples/")

        row = self.bucket("happy").locator(".example").filter(has_text="I am happy")
        row.get_by_role("button", name="Delete this example").click()
        expect(self.rows("happy")).to_have_text(["I laugh"])
        self.page.get_by_role("button", name="Undo").click()

        expect(self.rows("happy")).to_have_text(["I laugh", "I am happy"])
        expect(self.bucket("happy").locator("[data-part=count]")).to_have_text("2")
        self.page.get_by_role("button", name="Try to save it again").click()
        self.expect_stored("happy", "I laugh", "I am happy")
        while self.problems:
            self.expect_problem("ERR_FAILED")

    def test_a_teacher_mends_an_example_but_adds_none(self) -> None:
        self.have("happy", "I am hapy")
        self.page.goto("about:blank")  # Else what it still fetches would be refused.
        self.context.clear_cookies()
        self.sign_in(self.rivera)
        self.open()

        self.change("I am hapy")
        self.edited.fill("I am happy")
        self.page.keyboard.press("Enter")

        expect(self.rows("happy")).to_have_text(["I am happy"])
        expect(self.page.get_by_role("textbox")).to_have_count(0)
        add = self.page.get_by_role("button", name=re.compile("Put it in|Add many"))
        expect(add).to_have_count(0)


class LookTests(MoodsTestCase):
    def test_every_sentence_runs_in_its_own_direction(self) -> None:
        self.have("happy", "أنا سعيد", "I am happy")
        self.open()
        for page_direction in ("ltr", "rtl"):
            self.page.evaluate(
                "to => (document.documentElement.dir = to)", page_direction
            )
            arabic = self.rows("happy").filter(has_text="سعيد")
            english = self.rows("happy").filter(has_text="happy")

            with self.subTest(page=page_direction):
                self.assertEqual(arabic.evaluate(DIRECTION), "rtl")
                self.assertEqual(english.evaluate(DIRECTION), "ltr")
                self.field("sad").fill("أنا حزين")
                self.assertEqual(self.field("sad").evaluate(DIRECTION), "rtl")

    def test_everything_fits_a_phone_and_a_finger(self) -> None:
        self.have("happy", "I am happy", "a" * 200, "Wir freuen uns sehr " * 20)
        phone = self.browser.new_context(
            base_url=self.site_url,
            viewport={"width": 360, "height": 740},
            has_touch=True,
            is_mobile=True,
        )
        self.addCleanup(phone.close)
        self.sign_in(self.ada, phone)
        page = phone.new_page()
        self.open(page)

        width = page.evaluate("document.documentElement.scrollWidth")
        self.assertEqual(width, 360)
        bucket = page.locator("label-bucket").first
        self.assertEqual(bucket.evaluate(TOO_SMALL), [])

    def test_three_hundred_come_by_and_by(self) -> None:
        self.have("happy", *[f"I am happy {number}" for number in range(320)])
        self.open()
        more = self.bucket("happy").get_by_role("button", name="Show more")

        expect(more).to_have_text("Show more (314 left)")
        for shown in (56, 106):
            more.click()
            expect(self.rows("happy")).to_have_count(shown)

    def test_the_keyboard_reaches_everything(self) -> None:
        self.have("happy", "I am happy")
        self.have("sad", "I cry")
        self.open()
        self.field("happy").focus()
        press = self.page.keyboard.press

        press("Tab")
        press("Tab")
        press("Enter")
        expect(self.dialog.get_by_role("textbox")).to_be_focused()
        press("Escape")
        many = self.bucket("happy").get_by_role("button", name="Add many at once")
        expect(many).to_be_focused()
        press("Tab")
        press("Space")
        expect(self.page.get_by_text("1 example picked")).to_be_visible()
        press("Tab")
        press("Tab")
        press("Enter")
        expect(self.toast).to_contain_text("1 example deleted.")

    def test_the_keyboard_goes_on_where_something_was_deleted(self) -> None:
        self.have("happy", "I smile", "I am happy", "I laugh")
        self.open()
        undo = self.toast.get_by_role("button", name="Undo")
        delete = self.bucket("happy").get_by_role("button", name="Delete this example")

        for gone, left in ((1, "I smile"), (1, "I laugh")):
            delete.nth(gone).focus()
            self.page.keyboard.press("Enter")
            button = self.page.get_by_role("button", name=f"Change {left}", exact=True)
            expect(button).to_be_focused()
        delete.focus()
        self.page.keyboard.press("Enter")
        expect(undo).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.rows("happy")).to_have_text(["I laugh"])
        self.page.get_by_role("button", name="Delete “happy”").focus()
        self.page.keyboard.press("Enter")
        expect(undo).to_be_focused()

    def test_a_new_label_can_be_filled_at_once(self) -> None:
        self.open()
        expect(self.page.get_by_text("Add a column")).to_have_count(0)

        self.page.get_by_label("A new label").fill("calm")
        self.page.keyboard.press("Enter")
        expect(self.field("calm")).to_be_focused()
        self.page.keyboard.type("I breathe")
        self.page.keyboard.press("Enter")

        expect(self.rows("calm")).to_have_text(["I breathe"])
        expect(self.page.get_by_text("Put some examples into “happy”.")).to_be_visible()
        self.assertEqual(Project.objects.get().labels.count(), 3)
