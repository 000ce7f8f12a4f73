import re
import time
from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from projects import actions
from projects.kinds import Content
from projects.models import Project
from tests.school import make_classroom, make_project, make_student

from .site import PATIENCE, SiteTestCase

TYPED = "A new example of"
IN_RTL = "el => getComputedStyle(el).direction"
DROP = """([bucket, name, words]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([words], name, { type: "text/plain" }));
  for (const type of ["dragover", "drop"]) {
    const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
    bucket.dispatchEvent(new DragEvent(type, about));
  }
}"""
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
TOO_SMALL = """(area) => [...area.querySelectorAll("button, input, textarea")]
  .map((each) => [each.closest("label") ?? each, each])
  .map(([target, each]) => [target.getBoundingClientRect(), each])
  .filter(([{ width, height }]) => width > 0 && (width < 44 || height < 44))
  .map(([{ width, height }, each]) => `${each.outerHTML} ${width} × ${height}`)"""


class TextTrainTestCase(SiteTestCase):
    """Ada's project tells happy sentences from sad ones."""

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = actions.create_project(self.ada, "Moods", "text")
        self.labels = {
            name: actions.add_label(self.project, name) for name in ("happy", "sad")
        }
        self.sign_in(self.ada)

    def have(self, label: str, *texts: str) -> None:
        new = [
            actions.NewExample(self.labels[label], Content(text=text)) for text in texts
        ]
        actions.add_examples(self.project, new, author=self.ada)

    def open(self, page: Page | None = None) -> None:
        page = page or self.page
        page.goto(reverse("projects:train", args=[self.project.pk]))
        for bucket in page.locator("label-bucket").all():
            count = int(bucket.locator("[data-part=count]").inner_text())
            rows = bucket.locator(".example:visible")
            expect(rows).to_have_count(min(count, 6))

    def bucket(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("label-bucket").filter(has=heading)

    def field(self, name: str) -> Locator:
        return self.bucket(name).get_by_role("textbox", name=TYPED)

    def rows(self, name: str) -> Locator:
        return self.bucket(name).locator(".example:visible .example-text")

    def type_into(self, name: str, *texts: str) -> None:
        self.field(name).click()
        for text in texts:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")

    def expect_stored(self, label: str, *texts: str) -> None:
        """Wait until the page has stored its examples; compare them, newest first."""
        expect(self.bucket(label).locator(".is-saving, .is-unsaved")).to_have_count(0)
        self.assertEqual(self.stored(label), list(texts))

    def stored(self, label: str) -> list[str]:
        examples = self.project.examples.filter(label__name=label)
        return list(examples.order_by("-created_at").values_list("text", flat=True))

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.page.locator("undo-toast")


class TypingTests(TextTrainTestCase):
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
            "“happy” has this example already. Add a different one."
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
        expect(bucket.get_by_text("901 of 1024 characters")).to_be_visible()
        self.field("happy").fill("😀" * 1025)
        self.page.keyboard.press("Enter")
        expect(bucket.get_by_text("This is too long: 1024 characters")).to_be_visible()
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

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE / 1000
        while not is_so():
            self.assertLess(time.monotonic(), deadline, "The example was lost.")
            time.sleep(0.1)


class ManyLinesTests(TextTrainTestCase):
    def paste(self, words: str) -> None:
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        self.page.keyboard.press("Control+V")

    def test_lines_that_are_pasted_are_looked_at_first(self) -> None:
        self.have("happy", "I am happy")
        self.open()
        self.field("happy").click()

        self.paste(f"I laugh\r\nI AM happy\r\n\r\n{'x' * 1025}\r\nأنا سعيد\r\n")

        expect(self.dialog).to_contain_text("Add many to “happy”")
        expect(self.dialog).to_contain_text("2 examples for “happy”.")
        expect(self.dialog).to_contain_text("1 is there already or comes twice.")
        expect(self.dialog).to_contain_text("Line 4: This is too long")
        self.assertEqual(self.stored("happy"), ["I am happy"])
        self.dialog.get_by_role("button", name="Add 2 examples").click()
        expect(self.toast).to_contain_text("2 examples added to “happy”.")
        expect(self.bucket("happy").locator("[data-part=count]")).to_have_text("3")
        self.assertEqual(
            set(self.stored("happy")), {"I laugh", "أنا سعيد", "I am happy"}
        )

    def test_one_line_that_is_pasted_goes_into_the_field(self) -> None:
        self.open()
        self.field("sad").click()

        self.paste("I am\tsad\n")

        expect(self.field("sad")).to_have_value("I am sad")
        expect(self.dialog).to_have_count(0)

    def test_a_book_in_one_line_is_refused(self) -> None:
        self.open()
        self.field("sad").click()

        self.paste("so sad " * 100_000)

        expect(self.page.get_by_text("This is too long: 1024")).to_be_visible()
        expect(self.field("sad")).to_have_value("")

    def test_a_book_of_many_lines_is_looked_at_first(self) -> None:
        self.open()
        self.field("sad").click()

        self.paste("I am sad\nI cry\n" * 10_000)

        expect(self.dialog).to_contain_text("What you pasted")
        self.dialog.get_by_role("button", name="Add 2 examples").click()
        expect(self.rows("sad")).to_have_count(2)

    def test_what_is_typed_is_counted_while_it_is_typed(self) -> None:
        self.open()
        self.bucket("sad").get_by_role("button", name="Add many at once").click()
        add = self.dialog.get_by_role("button", name=re.compile("^Add"))
        expect(add).to_be_disabled()

        self.page.keyboard.type("My cat is ill\nI cry")
        expect(add).to_have_text("Add 2 examples")
        self.page.keyboard.type("\nI cry")
        expect(self.dialog).to_contain_text("1 is there already or comes twice.")
        add.click()

        expect(self.rows("sad")).to_have_count(2)
        self.assertEqual(set(self.stored("sad")), {"My cat is ill", "I cry"})

    def test_a_text_file_can_be_chosen(self) -> None:
        self.open()
        self.bucket("sad").get_by_role("button", name="Add many at once").click()
        content = "Żal mi\nIch weine".encode("utf-16")

        file = {"name": "sad.txt", "mimeType": "text/plain", "buffer": content}
        self.dialog.locator("input[type=file]").set_input_files(file)

        expect(self.dialog).to_contain_text("sad.txt")
        expect(self.dialog.locator("td").first).to_have_text("Żal mi")
        self.dialog.get_by_role("button", name="Add 2 examples").click()
        expect(self.rows("sad")).to_have_count(2)
        self.assertIn("Żal mi", self.stored("sad"))

    def test_a_file_can_be_dropped_on_a_bucket(self) -> None:
        self.open()
        bucket = self.bucket("happy").locator(".bucket").element_handle()

        self.page.evaluate(DROP, [bucket, "happy.txt", "I laugh\nI sing\n"])
        self.dialog.get_by_role("button", name="Add 2 examples").click()

        expect(self.rows("happy")).to_have_count(2)

    def test_a_table_names_the_labels_itself(self) -> None:
        self.open()
        self.page.get_by_role("button", name="Add many from a table").click()
        expect(self.dialog).to_contain_text("text,label")

        self.dialog.get_by_label("Or paste it here").fill(
            "text,label\nI laugh,happy\nWhat?,curious\n"
        )
        self.dialog.get_by_role("button", name="Look at it first").click()
        expect(self.dialog).to_contain_text("This makes a new label: curious")
        self.dialog.get_by_role("button", name="Add the 2 good rows").click()

        expect(self.rows("curious")).to_have_text(["What?"])
        expect(self.rows("happy")).to_have_text(["I laugh"])


class ChangingTests(TextTrainTestCase):
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


class LookTests(TextTrainTestCase):
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
                self.assertEqual(arabic.evaluate(IN_RTL), "rtl")
                self.assertEqual(english.evaluate(IN_RTL), "ltr")
                self.field("sad").fill("أنا حزين")
                self.assertEqual(self.field("sad").evaluate(IN_RTL), "rtl")

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


def hold_back(page: Page, route) -> None:
    """Let a request through only when somebody has typed on."""
    page.wait_for_timeout(500)
    route.continue_()
