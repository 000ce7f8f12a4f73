from playwright.sync_api import expect

from .recording import RecordingTestCase


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

        self.wait_until(lambda: self.page.evaluate("track.readyState") == "ended")


class RecordTheRoom(RecordingTestCase):
    def test_twenty_seconds_become_twenty_examples(self) -> None:
        self.open()
        self.open_recorder(self.room)
        expect(self.dialog).to_contain_text("Be quiet while it records")
        self.hear(0.01)

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
        self.open_recorder(self.room)
        self.hear(0)
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
