import re

from playwright.sync_api import expect

from .moods import MoodsTestCase

DROP = """([bucket, name, words]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([words], name, { type: "text/plain" }));
  for (const type of ["dragover", "drop"]) {
    const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
    bucket.dispatchEvent(new DragEvent(type, about));
  }
}"""


class ManyLinesTests(MoodsTestCase):
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
