from playwright.sync_api import expect

from tests.school import add_pictures

from .picture_page import PicturesTestCase

# The browser's own answer, of a computer that is not like this one.
ANSWER = """(name) => {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("", name));
}"""
IS_ON_TOP = """(element) => {
  const { left, width, bottom } = element.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, bottom - 3) === element;
}"""
TRACK = "document.querySelector('camera-view').video.srcObject.getTracks()[0]"


class WebcamTests(PicturesTestCase):
    def open_camera(self) -> None:
        self.way("cat", "Webcam").click()
        expect(self.shutter).to_be_enabled()

    @property
    def shutter(self):
        return self.dialog.get_by_role("button", name="Take a picture")

    def test_each_press_is_one_picture(self) -> None:
        self.open()
        # Somebody who looks elsewhere lets go of a button that was never shown.
        self.page.evaluate("dispatchEvent(new Event('blur'))")
        self.open_camera()

        self.shutter.click()
        expect(self.dialog.locator("[data-part=count]")).to_contain_text(
            "1 picture taken."
        )
        self.page.wait_for_timeout(200)
        self.page.keyboard.press(" ")
        expect(self.dialog.locator(".shot")).to_have_count(2)
        self.press("Done")

        self.expect_stored("cat", 2)
        self.assertEqual(self.stored("dog"), 0)

    def test_a_small_screen_shows_the_camera_and_the_way_out(self) -> None:
        self.open()
        for width, height in [(360, 640), (740, 360)]:
            self.page.set_viewport_size({"width": width, "height": height})
            for way in ("Webcam", "Draw"):
                self.way("cat", way).click()
                if way == "Webcam":
                    expect(self.shutter).to_be_enabled()
                    expect(self.shutter).to_be_in_viewport(ratio=1)
                    video = self.dialog.locator("video")
                    expect(video).to_be_in_viewport(ratio=0.8)
                name = "Done" if height > width else "Close"
                way_out = self.dialog.get_by_role("button", name=name)
                expect(way_out).to_be_in_viewport(ratio=0.7)
                way_out.click()

    def test_held_it_takes_many_until_it_is_let_go(self) -> None:
        self.open()
        self.open_camera()

        self.shutter.hover()
        self.page.mouse.down()
        self.wait_until(lambda: self.tiles("cat").count() > 3)
        self.page.mouse.up()
        self.page.wait_for_timeout(600)  # One may be on its way.
        taken = self.tiles("cat").count()
        self.page.wait_for_timeout(600)

        self.assertEqual(self.tiles("cat").count(), taken)
        self.press("Done")
        self.expect_stored("cat", taken)

    def test_the_space_bar_can_be_held_as_well(self) -> None:
        self.open()
        self.open_camera()

        self.page.keyboard.down(" ")
        self.wait_until(lambda: self.tiles("cat").count() > 2)
        self.page.keyboard.up(" ")
        self.page.wait_for_timeout(600)  # One may be on its way.
        taken = self.tiles("cat").count()
        self.press("Done")

        self.expect_stored("cat", taken)

    def test_nothing_is_taken_when_it_is_full(self) -> None:
        policy = self.year_5.policy
        policy.image_quota = 3
        policy.save(update_fields=["image_quota"])
        add_pictures(self.project, dog=1)
        self.pictures = {"cat": 0, "dog": 1}
        self.open()
        self.open_camera()

        self.page.keyboard.down(" ")
        expect(self.dialog.get_by_role("alert")).to_have_text(
            "There is no room for more pictures. Delete some first."
        )
        self.page.keyboard.up(" ")
        self.press("Done")

        self.expect_stored("cat", 2)
        self.way("dog", "Webcam").click()
        expect(self.toast).to_contain_text("There is no room for more pictures")
        expect(self.dialog).to_have_count(0)

    def test_it_can_count_down(self) -> None:
        self.open()
        self.open_camera()
        self.dialog.get_by_label("Count down first").check()

        self.shutter.click()

        expect(self.dialog.locator("[data-part=number]")).to_have_text("3")
        expect(self.dialog.locator(".shot")).to_have_count(0)
        expect(self.dialog.locator("[data-part=number]")).to_have_text("1")
        expect(self.dialog.locator(".shot")).to_have_count(1)
        self.press("Done")
        self.expect_stored("cat", 1)

    def test_a_blurred_one_is_thrown_away_at_once(self) -> None:
        self.open()
        self.open_camera()
        self.shutter.click()
        self.page.wait_for_timeout(300)
        self.shutter.click()
        expect(self.dialog.locator(".shot")).to_have_count(2)

        self.dialog.get_by_role("button", name="Throw this picture away").first.click()

        expect(self.dialog.locator(".shot")).to_have_count(1)
        self.press("Done")
        self.expect_stored("cat", 1)

    def test_the_camera_is_let_go_when_nobody_looks(self) -> None:
        self.open()
        self.open_camera()
        self.page.evaluate(f"window.track = {TRACK}")
        self.assertEqual(self.page.evaluate("track.readyState"), "live")

        self.press("Done")

        self.wait_until(lambda: self.page.evaluate("track.readyState") == "ended")
        self.open_camera()

    def test_what_is_wrong_with_the_camera_is_said(self) -> None:
        self.page.set_viewport_size({"width": 360, "height": 700})
        self.open()
        for name, words in {
            "NotAllowedError": "This page may not use the camera.",
            "NotFoundError": "I cannot find a camera.",
            "NotReadableError": "Another program is using the camera.",
            "OddError": "The camera did not start.",
        }.items():
            self.page.evaluate(ANSWER, name)
            self.way("cat", "Webcam").click()
            expect(self.dialog.get_by_role("alert")).to_contain_text(words)
            expect(self.shutter).to_be_disabled()
            again = self.dialog.get_by_role("button", name="Try again")
            expect(again).to_be_focused()
            self.assertTrue(again.evaluate(IS_ON_TOP))
            self.press("Done")

    def test_over_plain_http_it_says_whom_to_ask(self) -> None:
        self.context.add_init_script(
            "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
        )
        self.open()

        self.way("cat", "Webcam").click()

        expect(self.dialog.get_by_role("alert")).to_contain_text("only over https")

    def test_a_camera_that_is_unplugged_can_be_tried_again(self) -> None:
        self.open()
        self.open_camera()

        self.page.evaluate(f"{TRACK}.dispatchEvent(new Event('ended'))")

        expect(self.dialog.get_by_role("alert")).to_contain_text("was unplugged")
        self.press("Try again")
        expect(self.shutter).to_be_enabled()
        expect(self.dialog.locator("[data-part=problem]")).to_have_text("")
