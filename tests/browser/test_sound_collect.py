from playwright.sync_api import expect

from .recording import RecordingTestCase

WIDTHS_CUT_AWAY = """(dialog) =>
  [...dialog.querySelectorAll(".wave-cut")].map((cut) => cut.width.baseVal.value)"""
WIDE = 240  # as the drawing of a recording is
SOFT, LOUD = 0.001, 0.3  # peaks
LONG = 5  # seconds


class RecordSounds(RecordingTestCase):
    """A child records with one finger, one sound after the other."""

    def test_what_was_heard_is_kept_and_the_next_one_begins_with_one_press(self):
        self.open()
        self.open_recorder("low")

        for number in range(1, 4):
            self.page.keyboard.press("Enter")
            expect(self.button("Keep")).to_be_focused()
            self.page.keyboard.press("Enter")
            expect(self.count).to_contain_text(f"{number} recording")
            expect(self.button("Record")).to_be_focused()
        self.button("Done").click()

        self.expect_stored("low", 3)
        self.assertEqual(self.stored("high"), 0)
        expect(self.tiles("low").first.locator("img").first).to_be_visible()

    def test_one_place_is_pressed_again_and_again(self) -> None:
        self.open()
        self.open_recorder("low")
        self.dialog.get_by_label("How long?").select_option("5")
        places = []
        for name in ("Record", "Stop", "Keep", "Record"):
            button = self.button(name)
            expect(button).to_be_visible()
            places.append(button.bounding_box())
            if name == "Stop":
                self.wait_for_seconds(0.5)
            button.click()

        for place in places[1:]:
            for side in ("x", "y", "width"):
                self.assertAlmostEqual(place[side], places[0][side], delta=2)

    def test_silence_at_both_ends_is_cut_away_before_eyes(self) -> None:
        self.open()
        self.hear(SOFT)
        self.open_recorder("low")
        self.dialog.get_by_label("How long?").select_option(str(LONG))

        self.button("Record").click()
        self.wait_for_seconds(0.5)
        self.hear(LOUD)
        self.wait_for_seconds(1.5)
        self.hear(SOFT)
        expect(self.button("Keep")).to_be_focused(timeout=2000 * LONG)

        before, after = self.dialog.evaluate(WIDTHS_CUT_AWAY)
        self.assertGreater(before, WIDE * 0.05)
        self.assertGreater(after, WIDE * 0.05)
        seconds = self.dialog.locator("[data-part=time]").inner_text()
        kept = LONG * (1 - (before + after) / WIDE)
        self.assertAlmostEqual(float(seconds[:-2]), kept, delta=0.1)
        self.button("Keep").click()
        self.button("Done").click()
        self.expect_stored("low", 1)
        expect(self.tiles("low").locator("[data-part=seconds]")).to_have_text(seconds)

    def test_it_can_be_heard_and_recorded_again(self) -> None:
        self.open()
        self.open_recorder("low")
        self.record()

        self.button("Play").click()
        expect(self.dialog.locator(".wave-mark:not(.is-off)")).to_have_count(1)
        expect(self.button("Keep")).to_be_focused()
        expect(self.dialog.locator(".wave-mark:not(.is-off)")).to_have_count(0)
        self.button("Again").click()
        expect(self.button("Stop")).to_be_focused()
        expect(self.button("Keep")).to_be_focused()
        self.button("Close").click()

        expect(self.dialog).to_have_count(0)
        self.expect_stored("low", 0)

    def test_it_counts_down_unless_somebody_wants_otherwise(self) -> None:
        self.open()
        self.bucket("low").locator(".sound-ways button").click()
        expect(self.dialog.get_by_label("Count down first")).to_be_checked()
        self.button("Record").click()

        number = self.dialog.locator("[data-part=number]")
        expect(number).to_have_text("3")
        expect(self.dialog.locator("[data-part=time]")).to_have_text("")
        expect(number).to_have_text("1")
        expect(self.button("Keep")).to_be_focused()

    def test_a_longer_one_can_be_ended_early(self) -> None:
        self.open()
        self.open_recorder("low")
        self.dialog.get_by_label("How long?").select_option("5")
        self.page.keyboard.press("Enter")
        self.wait_for_seconds(0.8)

        self.button("Stop").click()

        self.button("Keep").click()
        self.button("Done").click()
        self.expect_stored("low", 1)
        seconds = self.tiles("low").locator("[data-part=seconds]")
        self.assertLess(float(seconds.inner_text().split()[0]), 5)

    def test_what_could_be_better_is_said_and_can_be_kept(self) -> None:
        self.open()
        self.open_recorder("low")
        for peak, words in {
            0.005: "That was very quiet. Come nearer",
            4: "That was too loud for the microphone. Move away",
        }.items():
            self.hear(peak)
            self.page.wait_for_timeout(200)  # What was heard before has passed by.
            self.record()
            expect(self.problem).to_contain_text(words)
            self.button("Keep").click()
            expect(self.problem).to_have_text("")

        self.button("Done").click()
        self.expect_stored("low", 2)

    def test_a_silent_one_is_not_kept(self) -> None:
        self.open()
        self.hear(0.0001)
        self.open_recorder("low")

        self.button("Record").click()

        expect(self.problem).to_contain_text("I heard nothing at all.")
        expect(self.button("Record")).to_be_focused()
        expect(self.button("Keep")).to_have_count(0)

    def test_a_microphone_that_is_switched_off_is_noticed_at_once(self) -> None:
        self.open()
        self.open_recorder("low")

        self.hear(0)
        expect(self.problem).to_contain_text("Is the microphone switched off?")
        self.hear(0.3)
        expect(self.problem).to_have_text("")

    def test_nothing_is_recorded_when_it_is_full(self) -> None:
        policy = self.year_5.policy
        policy.sound_quota = 1
        policy.save(update_fields=["sound_quota"])
        self.open()
        self.open_recorder("low")
        self.record()
        self.button("Keep").click()
        expect(self.count).to_contain_text("There is no room for more recordings.")

        self.button("Record").click()

        expect(self.problem).to_contain_text("There is no room for more recordings.")
        self.button("Done").click()
        self.expect_stored("low", 1)
        self.bucket("high").locator(".sound-ways button").click()
        expect(self.toast).to_contain_text("There is no room for more recordings.")

    def test_a_small_screen_shows_what_to_press(self) -> None:
        self.open()
        for width, height in [(360, 640), (740, 360)]:
            self.page.set_viewport_size({"width": width, "height": height})
            self.open_recorder("low")
            expect(self.button("Record")).to_be_in_viewport(ratio=1)
            self.record()
            expect(self.button("Keep")).to_be_in_viewport(ratio=1)
            self.button("Close").click()
