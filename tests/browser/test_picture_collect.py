import base64

from playwright.sync_api import Locator, expect

from tests.projects.pictures import encode, photo

from .picture_page import PicturesTestCase, make_png, picture_file

# What a browser hands over when something is dropped or pasted.
HAND_OVER = """(element, [name, types, file]) => {
  const transfer = new DataTransfer();
  for (const [type, text] of Object.entries(types)) transfer.setData(type, text);
  if (file) {
    const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], "a.png", { type: "image/png" }));
  }
  const about = { bubbles: true, cancelable: true };
  const event = name === "paste"
    ? new ClipboardEvent(name, { ...about, clipboardData: transfer })
    : new DragEvent(name, { ...about, dataTransfer: transfer });
  element.dispatchEvent(event);
}"""
NOWHERE = "http://127.0.0.1:9/cat.png"
LONG = 2048  # characters: more than addresses of pages have


def encoded(colour: str) -> str:
    return base64.b64encode(make_png(colour)).decode()


def encoded_bmp() -> str:
    """Return a picture that nothing made smaller, as some pages have them."""
    return base64.b64encode(encode(photo(64, 48), "BMP")).decode()


class FilesTests(PicturesTestCase):
    def hand_over(self, to: Locator, name: str, file: str = "", **types: str) -> None:
        named = {each.replace("_", "/", 1): text for each, text in types.items()}
        listed = {
            each.replace("text/uri_list", "text/uri-list"): text
            for each, text in named.items()
        }
        to.evaluate(HAND_OVER, [name, listed, file])

    def test_many_files_go_in_at_once_in_their_order(self) -> None:
        self.open()
        colours = ["red", "green", "blue", "yellow", "white", "gray"]

        self.upload("cat", *map(picture_file, colours))

        self.expect_stored("cat", 6)
        name = "Picture 1 of cat, added by Ada"
        expect(self.bucket("cat").get_by_role("button", name=name)).to_be_visible()
        images = self.tiles("cat").locator("img")
        for image in images.all():
            expect(image).to_have_js_property("naturalWidth", 128)

    def test_what_is_no_picture_is_said_and_left_out(self) -> None:
        self.open()
        letter = {"name": "a.png", "mimeType": "image/png", "buffer": b"Dear Ada,"}

        self.upload("cat", picture_file("red"), letter)

        trouble = self.bucket("cat").locator(".file-trouble")
        expect(trouble).to_contain_text("1 picture is not saved.")
        expect(trouble.get_by_role("button", name="Try again")).to_have_count(0)
        trouble.get_by_role("button", name="Leave out").click()
        expect(trouble).to_have_count(0)
        self.expect_stored("cat", 1)
        self.expect_problem("400")

    def test_the_same_picture_twice_is_refused_once(self) -> None:
        self.open()
        self.upload("cat", picture_file("red"))
        self.expect_stored("cat", 1)

        self.upload("cat", picture_file("red"))

        trouble = self.bucket("cat").locator(".file-trouble")
        expect(trouble).to_contain_text("“cat” has this very picture already.")
        self.expect_problem("409")

    def test_more_than_fit_are_counted(self) -> None:
        policy = self.year_5.policy
        policy.image_quota = 2
        policy.save(update_fields=["image_quota"])
        self.open()

        self.upload("cat", *map(picture_file, ["red", "green", "blue"]))

        expect(self.toast).to_contain_text("1 picture does not fit any more")
        self.expect_stored("cat", 2)

    def test_files_and_pictures_of_other_pages_are_dropped_on_a_bucket(self) -> None:
        self.open()
        inside = self.bucket("dog").locator(".bucket")

        self.hand_over(inside, "drop", file=encoded("red"))
        self.expect_stored("dog", 1)
        html = f'<p><img src="data:image/png;base64,{encoded("blue")}"></p>'
        self.hand_over(inside, "drop", text_html=html)
        self.expect_stored("dog", 2)
        self.hand_over(inside, "drop", text_uri_list=NOWHERE)
        trouble = self.bucket("dog").locator(".file-trouble")
        expect(trouble).to_contain_text("1 picture is not saved.")
        self.hand_over(inside, "drop", text_html="<b>words</b>")
        expect(self.toast).to_contain_text("I found no picture there.")
        self.expect_problem("400")

    def test_a_picture_is_pasted_where_the_one_before_went(self) -> None:
        self.open()
        body = self.page.locator("body")

        self.hand_over(body, "paste", file=encoded("red"))
        self.dialog.get_by_role("button", name="dog").click()
        self.expect_stored("dog", 1)
        self.hand_over(body, "paste", file=encoded("blue"))

        self.expect_stored("dog", 2)
        self.assertEqual(self.stored("cat"), 0)

    def test_words_are_pasted_where_somebody_types(self) -> None:
        self.open()
        field = self.page.get_by_label("A new label")

        self.hand_over(field, "paste", text_plain="https://cats.example/1.jpg")

        expect(self.dialog).to_have_count(0)

    def test_an_address_may_be_the_picture_itself(self) -> None:
        self.open()
        self.way("cat", "Web address").click()
        address = f"data:image/bmp;base64,{encoded_bmp()}"
        self.assertGreater(len(address), LONG)

        # Typed or pasted, not set by a script: fields cut only those off.
        self.dialog.get_by_label("Address of the picture").focus()
        self.page.keyboard.insert_text(address)
        self.press("Put it in")

        expect(self.dialog).to_have_count(0)
        self.expect_stored("cat", 1)

    def test_an_address_that_leads_nowhere_is_said_in_the_dialog(self) -> None:
        self.open()
        self.way("cat", "Web address").click()
        field = self.dialog.get_by_label("Address of the picture")

        field.fill("a cat")
        self.page.keyboard.press("Enter")
        alert = self.dialog.get_by_role("alert")
        expect(alert).to_contain_text("it begins with https://")
        field.fill(NOWHERE)
        self.page.keyboard.press("Enter")
        expect(alert).to_contain_text("does not lead to a picture on the internet")

        self.press("Cancel")
        self.expect_stored("cat", 0)
        self.expect_problem("400")

    def test_what_cannot_be_sent_is_sent_when_the_network_is_back(self) -> None:
        self.open()
        self.context.set_offline(True)
        self.upload("cat", *map(picture_file, ["red", "green"]))
        trouble = self.bucket("cat").locator(".file-trouble")
        expect(trouble).to_contain_text("2 pictures are not saved.")
        expect(trouble).to_contain_text("I cannot reach the server")
        with self.page.expect_event("dialog") as asked:
            self.page.close(run_before_unload=True)
        asked.value.dismiss()

        self.context.set_offline(False)

        self.expect_stored("cat", 2)
        expect(trouble).to_have_count(0)
        while self.problems:
            self.expect_problem("ERR_INTERNET_DISCONNECTED")


class DrawingTests(PicturesTestCase):
    def test_drawings_go_in_one_after_another(self) -> None:
        self.open()
        self.way("cat", "Draw").click()

        self.press("Put it in")
        expect(self.dialog.get_by_role("alert")).to_have_text("Draw something first.")
        self.stroke(40, 40, 160, 90)
        self.press("Put it in")
        expect(self.dialog.locator("[data-part=count]")).to_contain_text("It is in.")
        self.dialog.get_by_role("radio", name="red").check(force=True)
        self.stroke(60, 150, 200, 40)
        self.press("Put it in")
        self.press("Done")

        self.expect_stored("cat", 2)

    def test_a_stroke_is_taken_back_and_a_drawing_stays_on_the_sheet(self) -> None:
        self.open()
        self.way("cat", "Draw").click()
        undo = self.dialog.get_by_role("button", name="Undo")
        expect(undo).to_be_disabled()
        self.stroke(40, 40, 160, 90)

        self.press("Clear")
        self.press("Undo")
        self.press("Done")
        self.way("cat", "Draw").click()
        self.press("Put it in")

        self.press("Done")
        self.expect_stored("cat", 1)

    def test_the_keyboard_can_draw(self) -> None:
        self.open()
        self.way("cat", "Draw").click()
        expect(self.dialog.locator("canvas")).to_be_focused()

        for key in [" ", "ArrowRight", "ArrowRight", "ArrowDown", " "]:
            self.page.keyboard.press(key)
        self.press("Put it in")
        self.press("Done")

        self.expect_stored("cat", 1)

    def stroke(self, *points: int) -> None:
        canvas = self.dialog.locator("canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        from_x, from_y, to_x, to_y = points
        self.page.mouse.move(box["x"] + from_x, box["y"] + from_y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + to_x, box["y"] + to_y, steps=5)
        self.page.mouse.up()
