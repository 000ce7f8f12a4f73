import re
from itertools import pairwise

from playwright.sync_api import expect

from tests.projects.sounds import noise, tone, wav

from .trying_sounds import TrySoundsTestCase, new_note, notes_apart

# Remembers what microphones there were, to see later if they were let go.
REMEMBER = """() => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  globalThis.tracks = [];
  globalThis.wanted = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    globalThis.wanted.push(wanted);
    const stream = await open(wanted);
    globalThis.tracks.push(...stream.getTracks());
    return stream;
  };
}"""
IN_USE = "() => globalThis.tracks.filter((track) => track.readyState === 'live').length"
NOTE_TIMES = """() => {
  globalThis.times = [];
  new MutationObserver(() => globalThis.times.push(performance.now())).observe(
    document.querySelector("heard-log ol"), { childList: true });
}"""
# Nothing ever comes from the microphone.
DEAF = """() => {
  globalThis.AudioWorkletNode = class extends AudioWorkletNode {
    get port() {
      return {};
    }
  };
}"""
REFUSE = """(name) => {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("", name));
}"""
UNPLUG = """() => {
  for (const track of globalThis.tracks) {
    track.stop();
    track.dispatchEvent(new Event("ended"));
  }
}"""


class TrySoundFilesTests(TrySoundsTestCase):
    """Sounds out of files, given to a model on Learn & Test."""

    def test_a_file(self) -> None:
        self.upload(wav(new_note("low")))

        expect(self.said).to_have_text(re.compile("^I heard “low”! I am .*sure"))
        expect(self.bars).to_have_count(3)
        expect(self.bars.first).to_contain_text("low")
        expect(self.card.locator(".sound-asked .wave")).to_be_visible()

    def test_a_file_at_another_rate(self) -> None:
        self.upload(wav(tone(110 * 1.5**3, 1, rate=44_100), rate=44_100))

        expect(self.said).to_contain_text("sure")
        expect(self.bars).to_have_count(3)

    def test_what_is_no_sound_is_said_to_be_none(self) -> None:
        self.upload(b"Once upon a time")

        expect(self.card.get_by_role("alert").first).to_contain_text(
            "I cannot read “new.wav”"
        )
        expect(self.bars).to_have_count(0)

    def test_what_is_too_long_is_said_to_be(self) -> None:
        self.upload(wav(tone(seconds=7)))

        expect(self.card.get_by_role("alert").first).to_contain_text(
            "longer than 5 seconds"
        )
        expect(self.bars).to_have_count(0)

    def test_a_silent_one_is_said_to_be(self) -> None:
        self.upload(wav(0 * tone()))

        expect(self.card.get_by_role("alert").first).to_contain_text("nothing to hear")

    def test_a_sound_dropped_on_the_card(self) -> None:
        self.drop(wav(new_note("high")))

        expect(self.bars.first).to_contain_text("high")
        button = self.card.get_by_role("button", name="A sound file", exact=True)
        expect(button).to_have_attribute("aria-pressed", "true")

    def test_the_room_is_nothing_heard(self) -> None:
        self.upload(wav(noise(1, 999)))

        expect(self.said).to_contain_text("I heard nothing")
        expect(self.bars.first).to_contain_text("Background noise")

    def test_the_line_is_drawn_and_said(self) -> None:
        rule = self.card.locator("[data-part=rule]")

        expect(rule).to_contain_text("The line is at 70%")
        expect(rule).to_contain_text("“Background noise” never counts")
        expect(self.card.locator("confidence-bars.has-line")).to_have_count(1)

    def test_it_shows_to_which_part_it_listened(self) -> None:
        self.upload(wav(new_note("low")))
        expect(self.bars).to_have_count(3)
        self.way("Which part did it listen to?")

        heard = self.card.locator("heard-parts")
        words = re.compile("What mattered most for “low”|changed next to nothing")
        expect(heard.get_by_role("status")).to_contain_text(words)
        expect(heard.get_by_role("img")).to_be_visible()
        heard.get_by_role("button", name="high").click()
        expect(heard.get_by_role("status")).to_contain_text("“high”")

    def test_it_can_be_played(self) -> None:
        self.upload(wav(new_note("low", 5)))
        self.card.get_by_role("button", name="Play it").click()

        self.card.get_by_role("button", name="Stop", exact=True).click()
        expect(self.card.get_by_role("button", name="Play it")).to_be_visible()


class TryMicrophoneTests(TrySoundsTestCase):
    """The microphone, live and for one recording."""

    def setUp(self) -> None:
        super().setUp()
        self.page.evaluate(REMEMBER)

    def expect_microphones(self, count: int) -> None:
        self.wait_until(lambda: self.page.evaluate(IN_USE) == count)

    def listen(self) -> None:
        self.way("Listen")
        expect(self.bars).to_have_count(3)

    def test_it_hears_each_note_once(self) -> None:
        self.hear(notes_apart("low"))
        self.page.evaluate(NOTE_TIMES)
        self.listen()

        expect(self.log.nth(2)).to_be_visible()
        for words in self.log.all_inner_texts():
            self.assertIn("I heard “low”", words)
        # A note comes every 2.6 seconds, and lies in several questions each time.
        times = self.page.evaluate("globalThis.times")
        for before, after in pairwise(times):
            self.assertGreater(after - before, 1000)
        expect(self.said).to_have_text(re.compile("^(I heard “low”!|I am listening…)$"))

    def test_the_room_is_not_in_the_list_of_what_was_heard(self) -> None:
        self.hear(noise(4, 5))
        self.listen()

        expect(self.bars.first).to_contain_text("Background noise")
        expect(self.said).to_have_text("I am listening…")
        expect(self.log).to_have_count(0)

    def test_a_microphone_that_is_switched_off_is_noticed(self) -> None:
        self.hear(0 * noise(2))
        self.listen()

        expect(self.said).to_contain_text("I heard nothing at all.")
        expect(self.log).to_have_count(0)

    def test_the_sound_comes_as_it_is(self) -> None:
        self.listen()
        [wanted] = self.page.evaluate("globalThis.wanted")

        self.assertEqual(
            wanted["audio"],
            {
                "echoCancellation": False,
                "noiseSuppression": False,
                "autoGainControl": False,
            },
        )

    def test_stopped_it_is_one_sound_and_the_microphone_is_free(self) -> None:
        self.hear(new_note("low"))
        self.listen()
        self.way("Stop listening")

        expect(self.said).to_contain_text("sure")
        self.expect_microphones(0)
        self.way("Listen again")
        self.expect_microphones(1)
        expect(self.said).not_to_contain_text("sure")

    def test_it_can_be_stopped_before_it_has_heard_anything(self) -> None:
        self.page.evaluate(DEAF)
        self.way("Listen")
        self.way("Stop listening")

        self.expect_microphones(0)
        self.way("Listen again")
        self.expect_microphones(1)

    def test_which_part_it_heard_holds_it_first(self) -> None:
        self.hear(new_note("low"))
        self.listen()
        self.way("Which part did it listen to?")

        expect(self.card.get_by_role("button", name="Listen again")).to_be_visible()
        expect(self.card.locator("heard-parts").get_by_role("status")).to_contain_text(
            re.compile("What mattered most|changed next to nothing")
        )

    def test_one_recording(self) -> None:
        self.hear(notes_apart("high"))
        self.way("Record one")
        self.way("Record now")

        expect(self.card.get_by_role("button", name="Record again")).to_be_focused()
        expect(self.bars.first).to_contain_text("high")
        self.expect_microphones(0)

    def test_a_silent_recording_is_not_answered(self) -> None:
        self.hear(0 * noise(3))
        self.way("Record one")
        self.way("Record now")

        alert = self.card.get_by_role("alert").first
        expect(alert).to_contain_text("I heard nothing at all.")
        expect(self.bars).to_have_count(0)

    def test_the_microphone_is_let_go_for_another_way(self) -> None:
        self.listen()
        self.expect_microphones(1)

        self.way("A sound file")

        self.expect_microphones(0)
        expect(self.bars).to_have_count(0)

    def test_the_microphone_is_let_go_where_nobody_sees_the_card(self) -> None:
        self.page.set_viewport_size({"width": 1280, "height": 400})
        self.listen()

        self.page.locator("[data-card=history]").scroll_into_view_if_needed()
        self.page.mouse.wheel(0, 5000)
        self.expect_microphones(0)

        self.card.scroll_into_view_if_needed()
        self.expect_microphones(1)

    def test_a_refused_microphone_can_be_asked_for_again(self) -> None:
        for name, words in [
            ("NotAllowedError", "may not use the microphone"),
            ("NotFoundError", "cannot find a microphone"),
            ("NotReadableError", "Another program is using the microphone"),
        ]:
            self.page.evaluate(REFUSE, name)
            self.way("A sound file")
            self.way("Listen")

            expect(self.card.get_by_role("alert").first).to_contain_text(words)
            again = self.card.get_by_role("button", name="Try the microphone again")
            expect(again).to_be_visible()

    def test_without_https_it_says_why_there_is_no_microphone(self) -> None:
        self.page.evaluate(
            "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
        )
        self.way("Listen")

        alert = self.card.get_by_role("alert").first
        expect(alert).to_contain_text("only over https")

    def test_an_unplugged_microphone_is_noticed(self) -> None:
        self.listen()
        self.page.evaluate(UNPLUG)

        alert = self.card.get_by_role("alert").first
        expect(alert).to_contain_text("unplugged or switched off")
        self.way("Try the microphone again")
        self.expect_microphones(1)
        expect(alert).to_have_count(0)

    def test_a_new_model_goes_on_with_the_same_microphone(self) -> None:
        self.listen()

        self.press("Train again")
        self.expect_title("The computer is learning")
        self.expect_title("Ready! Try it out.")

        expect(self.bars).to_have_count(3)
        self.expect_microphones(1)
