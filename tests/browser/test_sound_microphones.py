from playwright.sync_api import expect

from .recording import RecordingTestCase

SEVERAL = """
navigator.mediaDevices.enumerateDevices = async () => [
  { kind: "audioinput", deviceId: "desk", label: "On the desk" },
  { kind: "audioinput", deviceId: "head", label: "Headset" },
  { kind: "videoinput", deviceId: "lid", label: "Camera" },
];
"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


class MissMicrophones(RecordingTestCase):
    def test_what_is_wrong_with_it_is_said_and_files_are_left(self) -> None:
        self.page.set_viewport_size({"width": 360, "height": 640})
        self.open()
        for name, words in {
            "NotAllowedError": "This page may not use the microphone.",
            "NotFoundError": "I cannot find a microphone.",
            "NotReadableError": "Another program is using the microphone.",
            "OddError": "The microphone did not start.",
        }.items():
            self.page.evaluate("(name) => { window.refuse = name; }", name)
            self.bucket("low").locator(".sound-ways button").click()
            expect(self.problem).to_contain_text(words)
            expect(self.problem).to_be_in_viewport(ratio=0.9)
            expect(self.dialog).to_contain_text("press Upload")
            expect(self.button("Try again")).to_be_focused()
            expect(self.button("Record")).to_have_count(0)
            self.button("Done").click()

    def test_over_plain_http_it_says_whom_to_ask(self) -> None:
        self.context.add_init_script(
            "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
        )
        self.open()

        self.bucket("low").locator(".sound-ways button").click()

        expect(self.problem).to_contain_text("only over https")

    def test_one_that_is_unplugged_can_be_tried_again(self) -> None:
        self.open()
        self.open_recorder("low")

        self.page.evaluate("track.dispatchEvent(new Event('ended'))")

        expect(self.problem).to_contain_text("was unplugged")
        self.button("Try again").click()
        expect(self.button("Record")).to_be_focused()
        expect(self.problem).to_have_text("")

    def test_what_was_recorded_before_can_still_be_kept(self) -> None:
        self.open()
        self.open_recorder("low")
        self.record()

        self.page.evaluate("track.dispatchEvent(new Event('ended'))")

        expect(self.problem).to_contain_text("was unplugged")
        self.button("Keep").click()
        self.button("Record").click()
        expect(self.button("Record")).to_be_focused()
        self.expect_stored("low", 1)

    def test_it_is_let_go_when_nobody_records(self) -> None:
        self.open()
        self.open_recorder("low")
        self.assertEqual(self.page.evaluate("track.readyState"), "live")

        self.button("Done").click()

        self.expect_track("ended")

    def test_it_is_let_go_while_nobody_sees_the_page(self) -> None:
        self.open()
        self.open_recorder("low")
        self.dialog.get_by_label("How long?").select_option("5")
        self.button("Record").click()
        self.wait_for_seconds(0.8)

        self.page.evaluate(HIDE, True)

        self.expect_track("ended")
        expect(self.button("Keep")).to_be_focused()  # What was recorded is not lost.
        self.page.evaluate(HIDE, False)
        self.expect_track("live")
        self.button("Keep").click()
        self.dialog.get_by_label("How long?").select_option("1")
        self.record()
        self.button("Keep").click()
        self.button("Done").click()
        self.expect_stored("low", 2)

    def expect_track(self, state: str) -> None:
        self.wait_until(lambda: self.page.evaluate("track.readyState") == state)


class ChooseMicrophones(RecordingTestCase):
    def test_another_one_can_be_chosen_and_is_remembered(self) -> None:
        self.context.add_init_script(SEVERAL)
        self.open()
        self.open_recorder("low")
        chooser = self.dialog.get_by_label("Microphone")
        self.assertEqual(chooser.inner_text().split("\n"), ["On the desk", "Headset"])

        chooser.select_option("Headset")

        self.expect_wanted("head")
        expect(self.button("Record")).to_be_focused()
        self.open()
        self.open_recorder("low")
        self.expect_wanted("head")
        self.record()

    def test_one_alone_is_not_worth_a_question(self) -> None:
        self.context.add_init_script(SEVERAL.replace("audio", "other", 1))
        self.open()
        self.open_recorder("low")

        self.record()

        expect(self.dialog.get_by_label("Microphone")).to_be_hidden()

    def expect_wanted(self, microphone: str) -> None:
        wanted = {"ideal": microphone}
        self.wait_until(lambda: self.page.evaluate("wanted.deviceId") == wanted)


class RecordTheRoom(RecordingTestCase):
    def test_twenty_seconds_become_twenty_examples(self) -> None:
        self.open()
        self.hear(0.01)
        self.open_recorder(self.room)
        expect(self.dialog).to_contain_text("Be quiet while it records")

        self.button("Record 20 seconds").click()
        expect(self.count).to_contain_text("20 recordings kept.", timeout=40_000)

        expect(self.button("Done")).to_be_focused()
        self.button("Done").click()
        self.expect_stored(self.room, 20)
        expect(self.tiles(self.room).first).to_contain_text("1.0 s")

    def test_only_what_there_is_room_for_is_kept(self) -> None:
        policy = self.year_5.policy
        policy.sound_quota = 2
        policy.save(update_fields=["sound_quota"])
        self.open()
        self.open_recorder(self.room)
        self.button("Record 20 seconds").click()
        self.wait_for_seconds(3)

        self.button("Stop").click()

        expect(self.problem).to_contain_text("not fit any more: the project is full")
        expect(self.count).to_contain_text("2 recordings kept.")
        self.button("Done").click()
        self.expect_stored(self.room, 2)

    def test_nothing_at_all_is_no_room(self) -> None:
        self.open()
        self.hear(0)
        self.open_recorder(self.room)
        self.button("Record 20 seconds").click()
        self.wait_for_seconds(1.5)

        self.button("Stop").click()

        expect(self.problem).to_contain_text("I heard nothing at all.")
        self.expect_stored(self.room, 0)

    def test_its_label_says_what_it_is_for_and_stays(self) -> None:
        self.open()

        bucket = self.bucket(self.room)

        expect(bucket).to_contain_text("What the room sounds like when nobody plays.")
        expect(bucket.get_by_role("button", name="Rename")).to_be_visible()
        expect(bucket.get_by_role("button", name="Delete")).to_have_count(0)
        delete = self.bucket("low").get_by_role("button", name="Delete")
        expect(delete).to_be_visible()
