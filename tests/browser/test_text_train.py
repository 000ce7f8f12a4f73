from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.school import make_project

from .moods import MoodsTestCase

LEAVE = """(field) => {
  field.form.requestSubmit();
  location.href = "about:blank";
}"""
SLOW = {
    "offline": False,
    "latency": 0,
    "downloadThroughput": -1,
    "uploadThroughput": 50,  # Bytes a second: the page is gone before all is sent.
}


class TypingTests(MoodsTestCase):
    def test_enter_puts_one_in_after_another(self) -> None:
        self.open()

        self.type_into("happy", "I am so happy", "What  a day 🎉", "Śmieję się")

        expect(self.rows("happy")).to_have_text(
            ["Śmieję się", "What a day 🎉", "I am so happy"]
        )
        expect(self.field("happy")).to_be_focused()
        expect(self.field("happy")).to_have_value("")
        self.expect_stored("happy", "Śmieję się", "What a day 🎉", "I am so happy")

    def test_enter_that_ends_a_word_adds_nothing(self) -> None:
        self.open()
        self.field("happy").click()
        keys = self.context.new_cdp_session(self.page)
        composed = {"text": "きょう", "selectionStart": 3, "selectionEnd": 3}
        enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}

        keys.send("Input.imeSetComposition", composed)
        keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
        keys.send("Input.insertText", {"text": "今日"})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
        expect(self.field("happy")).to_have_value("今日")
        # Safari has ended the word before its key comes, and marks only that.
        safari = "e => e.dispatchEvent(new KeyboardEvent('keydown', %s))"
        self.field("happy").evaluate(
            safari % "{ key: 'Enter', keyCode: 229, bubbles: true }"
        )

        expect(self.rows("happy")).to_have_count(0)
        self.page.keyboard.press("Enter")
        expect(self.rows("happy")).to_have_text(["今日"])
        self.expect_stored("happy", "今日")

    def test_a_phone_whose_keys_have_no_names_can_add(self) -> None:
        self.open()
        self.field("happy").fill("I am happy")

        about = "{ inputType: 'insertLineBreak', bubbles: true, cancelable: true }"
        self.field("happy").evaluate(
            f"e => e.dispatchEvent(new InputEvent('beforeinput', {about}))"
        )

        expect(self.rows("happy")).to_have_text(["I am happy"])
        expect(self.field("happy")).to_have_value("")

    def test_a_duplicate_goes_back_to_the_field(self) -> None:
        self.have("happy", "I am happy")
        self.open()

        self.type_into("happy", "i AM  happy")

        expect(self.bucket("happy").get_by_role("alert").first).to_have_text(
            "“happy” has this example already. Type a different one."
        )
        expect(self.field("happy")).to_have_value("i AM happy")
        expect(self.rows("happy")).to_have_text(["I am happy"])
        expect(self.bucket("happy").locator("[data-part=count]")).to_have_text("1")
        self.page.keyboard.type("I laugh")  # The old words are marked, to be replaced.
        expect(self.bucket("happy").get_by_text("already")).to_have_count(0)
        self.page.keyboard.press("Enter")
        self.expect_stored("happy", "I laugh", "I am happy")
        self.expect_problem("409")

    def test_a_duplicate_takes_nothing_from_who_types_on(self) -> None:
        self.have("happy", "I am happy")
        self.open()
        self.page.route("**/examples/", lambda route: hold_back(self.page, route))

        self.type_into("happy", "I am happy")
        self.page.keyboard.type("I laugh")

        expect(self.bucket("happy").locator(".example-note")).to_contain_text("already")
        expect(self.field("happy")).to_have_value("I laugh")
        self.expect_problem("409")

    def test_too_long_and_too_little_is_said_at_once(self) -> None:
        self.open()
        bucket = self.bucket("happy")

        self.field("happy").fill("😀" * 900)
        expect(bucket.get_by_text("characters")).to_have_count(0)
        self.field("happy").fill("😀" * 901)
        shown = bucket.locator(".text-form-length")
        expect(shown).to_have_text("901 of 1024 characters")
        self.field("happy").fill("😀" * 902)
        expect(shown).to_have_text("902 of 1024 characters")
        # A screen reader hears of it once, not at every key.
        heard = bucket.locator("[aria-live]")
        expect(heard).to_have_text("901 of 1024 characters")
        self.field("happy").fill("😀" * 1025)
        expect(heard).to_contain_text("This is too long")
        self.page.keyboard.press("Enter")
        problem = bucket.get_by_text("This is too long: 1024 characters")
        expect(problem.last).to_be_visible()
        self.field("happy").fill(" \u200b ")
        self.page.keyboard.press("Enter")
        expect(bucket.get_by_text("Type something first.")).to_be_visible()

        self.assertEqual(self.stored("happy"), [])
        self.field("happy").fill("😀" * 1024)
        self.page.keyboard.press("Enter")
        self.expect_stored("happy", "😀" * 1024)

    def test_what_cannot_be_sent_is_sent_when_the_network_is_back(self) -> None:
        self.open()
        self.context.set_offline(True)
        self.type_into("happy", "I am happy")
        row = self.bucket("happy").locator(".example")
        expect(row).to_contain_text("I cannot reach the server")
        row.get_by_role("button", name="Try to save it again")

        self.context.set_offline(False)

        self.expect_stored("happy", "I am happy")
        while self.problems:
            self.expect_problem("ERR_INTERNET_DISCONNECTED")

    def test_leaving_what_could_not_be_sent_asks_first(self) -> None:
        self.open()
        self.page.route("**/examples/", lambda route: route.abort())
        self.type_into("happy", "I am happy")
        expect(self.bucket("happy").locator(".is-unsaved")).to_have_count(1)

        with self.page.expect_event("dialog") as asked:
            self.page.close(run_before_unload=True)

        self.assertEqual(asked.value.type, "beforeunload")
        asked.value.accept()
        while self.problems:
            self.expect_problem("ERR_FAILED")

    def test_leaving_at_once_loses_nothing(self) -> None:
        self.open()
        self.field("happy").fill("I am happy")

        self.leave_at_once(self.field("happy"))

        self.wait_until(lambda: self.stored("happy") == ["I am happy"])

    def test_leaving_a_table_at_once_loses_nothing(self) -> None:
        pets = make_project(self.ada, cat=0, dog=0)
        self.page.goto(reverse("projects:train", args=[pets.pk]))
        self.bucket("cat").get_by_role("button", name="Add an example").click()
        weight = self.bucket("cat").get_by_label("weight", exact=True)
        weight.fill("4")

        self.leave_at_once(weight)

        self.wait_until(lambda: pets.examples.count() == 1)

    def leave_at_once(self, field: Locator) -> None:
        network = self.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW)
        field.evaluate(LEAVE)
        self.page.wait_for_url("about:blank")
        network.detach()


def hold_back(page: Page, route) -> None:
    """Let a request through only when somebody has typed on."""
    page.wait_for_timeout(500)
    route.continue_()
