import re

from playwright.sync_api import expect

from .trying_pictures import TryPicturesTestCase, new_picture

TRACKS = """() => {
  const stream = document.querySelector("camera-view video")?.srcObject;
  return (stream?.getTracks() ?? []).map((track) => track.readyState);
}"""
# Remembers what the camera gave, to see later if it was let go.
REMEMBER = """() => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  globalThis.tracks = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
IN_USE = "() => globalThis.tracks.filter((track) => track.readyState === 'live').length"
REFUSE = """() => {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("", "NotAllowedError"));
}"""


class TryPicturesTests(TryPicturesTestCase):
    """Every way to show a picture to a model on Learn & Test."""

    def test_a_file(self) -> None:
        self.upload(new_picture("circle"))

        expect(self.said).to_contain_text(re.compile("“circle”.*sure"))
        expect(self.bars).to_have_count(2)
        expect(self.bars.first).to_contain_text("circle")
        expect(self.card.locator(".picture-asked")).to_be_visible()

    def test_what_is_no_picture_is_said_to_be_none(self) -> None:
        self.upload(b"Once upon a time")

        expect(self.card.get_by_role("alert")).to_contain_text(
            "cannot show that picture"
        )
        expect(self.bars).to_have_count(0)

    def test_a_picture_dropped_on_the_card(self) -> None:
        self.give("drop", new_picture("square"))

        expect(self.bars.first).to_contain_text("square")
        button = self.card.get_by_role("button", name="A picture", exact=True)
        expect(button).to_have_attribute("aria-pressed", "true")

    def test_a_picture_that_is_pasted(self) -> None:
        self.give("paste", new_picture("square"))

        expect(self.bars.first).to_contain_text("square")

    def test_a_picture_dragged_from_another_page_of_this_site(self) -> None:
        example = self.project.examples.filter(label__name="circle").first()
        path = (
            f"/api/projects/{self.project.pk}/examples/{example.pk}/files/picture.jpg"
        )

        self.give("drop", address=self.site_url + path)

        expect(self.bars.first).to_contain_text("circle")

    def test_a_picture_of_another_site_has_to_be_saved_first(self) -> None:
        self.give("drop", address="https://cats.example/cat.jpg")

        expect(self.card.get_by_role("alert")).to_contain_text("Save that picture")

    def test_a_drawing_is_answered_after_each_stroke(self) -> None:
        self.way("Draw")
        expect(self.card.locator("canvas")).to_be_focused()
        self.page.keyboard.press(" ")
        for _ in range(8):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press(" ")

        expect(self.said).to_contain_text("sure")
        self.card.get_by_role("button", name="Clear").click()
        expect(self.bars).to_have_count(0)
        expect(self.said).to_have_text("")

    def test_pressed_twice_it_is_one_sheet_of_paper(self) -> None:
        self.card.get_by_role("button", name="Draw").evaluate(
            "button => { button.click(); button.click(); }"
        )
        paper = self.card.locator("canvas")
        expect(paper).to_be_focused()
        self.page.wait_for_timeout(300)
        paper.press(" ")
        paper.press("ArrowRight")
        paper.press(" ")

        expect(self.said).to_contain_text("sure")
        expect(self.card.get_by_role("button", name="Clear")).to_be_enabled()


class TryWebcamTests(TryPicturesTestCase):
    """The webcam, live; the fake one shows a clock."""

    def setUp(self) -> None:
        super().setUp()
        self.page.evaluate(REMEMBER)

    def start_webcam(self) -> None:
        self.way("Webcam")
        expect(self.bars).to_have_count(2)

    def expect_cameras(self, count: int) -> None:
        self.wait_until(lambda: self.page.evaluate(IN_USE) == count)

    def test_it_answers_again_and_again_and_says_little(self) -> None:
        self.start_webcam()
        self.said.evaluate(
            """(said) => {
              globalThis.news = 0;
              new MutationObserver(() => (globalThis.news += 1))
                .observe(said, { childList: true, characterData: true, subtree: true });
            }"""
        )
        line = self.bars.first.locator("progress")
        seen = set()

        def answers() -> int:
            seen.add(line.get_attribute("value"))
            return len(seen)

        self.wait_until(lambda: answers() > 4)
        self.assertLess(self.page.evaluate("globalThis.news"), 4)
        expect(self.said).not_to_contain_text("%")

    def test_held_still_it_is_one_picture(self) -> None:
        self.start_webcam()
        self.way("Hold still")

        expect(self.said).to_contain_text("sure")
        value = self.bars.first.locator("progress").get_attribute("value")
        self.page.wait_for_timeout(600)
        expect(self.bars.first.locator("progress")).to_have_attribute("value", value)
        expect(self.card.locator(".camera-still")).to_be_visible()

        self.way("Go on")
        expect(self.card.locator(".camera-still")).to_be_hidden()
        expect(self.said).not_to_contain_text("sure")

    def test_what_it_looked_at_holds_it_still_first(self) -> None:
        self.start_webcam()
        self.look()

        expect(self.card.get_by_role("button", name="Go on")).to_be_visible()
        expect(self.card.locator("looked-at").get_by_role("status")).to_contain_text(
            re.compile("What mattered most|changed next to nothing")
        )

    def test_the_camera_is_let_go_for_another_way(self) -> None:
        self.start_webcam()
        self.expect_cameras(1)

        self.way("Draw")

        self.expect_cameras(0)

    def test_the_camera_is_let_go_where_nobody_sees_the_card(self) -> None:
        self.page.set_viewport_size({"width": 1280, "height": 400})
        self.start_webcam()

        self.page.locator("[data-card=history]").scroll_into_view_if_needed()
        self.page.mouse.wheel(0, 5000)
        self.expect_cameras(0)

        self.card.scroll_into_view_if_needed()
        self.expect_cameras(1)

    def test_a_refused_camera_can_be_asked_for_again(self) -> None:
        self.page.evaluate(REFUSE)
        self.way("Webcam")

        expect(self.card.get_by_role("alert")).not_to_be_empty()
        again = self.card.get_by_role("button", name="Try the webcam again")
        expect(again).to_be_visible()

    def test_a_new_model_goes_on_with_the_same_camera(self) -> None:
        self.start_webcam()

        self.press("Train again")
        self.expect_title("The computer is learning")
        self.expect_title("Ready! Try it out.")

        expect(self.bars).to_have_count(2)
        self.expect_cameras(1)


class OtherEyesTests(TryPicturesTestCase):
    """A model of eyes that the site has no more."""

    def test_it_says_why_it_answers_nothing(self) -> None:
        base = {"id": "0123456789abcdef", "name": "former", "features": 8}
        head = {"format": 1, "base": base, "labels": 2, "simplified": False}
        self.page.route("**/head.json", lambda route: route.fulfill(json=head))
        self.page.reload()
        expect(self.said).to_contain_text("trained with other eyes")

        self.upload(new_picture("circle"))

        expect(self.card.locator(".picture-asked")).to_be_visible()
        expect(self.said).to_contain_text("trained with other eyes")
        expect(self.bars).to_have_count(0)
