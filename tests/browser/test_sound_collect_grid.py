from playwright.sync_api import expect

from .sound_page import SoundsTestCase

# Counts what plays: nothing of it is in the page, where it could be seen.
COUNT_PLAYERS = """
window.players = new Set();
const { play, pause } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () {
  players.add(this);
  this.playbackRate = 0.25; // Long enough to be seen on a machine that is busy.
  return play.call(this);
};
HTMLMediaElement.prototype.pause = function () {
  players.delete(this);
  return pause.call(this);
};
"""
SOUND = "**/sound.wav"


class HearSounds(SoundsTestCase):
    sounds = {"low": 3, "high": 2}
    background = 1

    def setUp(self) -> None:
        super().setUp()
        self.context.add_init_script(COUNT_PLAYERS)

    def player(self, label: str, number: int):
        return self.tiles(label).nth(number - 1).locator("[data-part=open]")

    def expect_playing(self, *players) -> None:
        playing = self.page.locator(".sound-open[aria-pressed=true]")
        expect(playing).to_have_count(len(players))
        for player in players:
            expect(player).to_have_attribute("aria-pressed", "true")

    def test_each_has_a_name_that_says_what_it_is(self) -> None:
        self.open()
        player = self.player("low", 3)
        expect(player).to_have_accessible_name("Recording 3 of “low”, added by Ada")

        player.focus()

        expect(player).to_have_accessible_name(
            "Recording 3 of “low”, added by Ada, 1.0 seconds"
        )

    def test_a_press_plays_it_to_its_end(self) -> None:
        self.open()

        self.player("low", 1).click()

        self.expect_playing(self.player("low", 1))
        self.expect_playing()

    def test_only_one_plays_at_a_time(self) -> None:
        self.open()
        self.player("low", 1).click()
        self.wait_until(lambda: self.page.evaluate("players.size") == 1)

        self.player("high", 2).click()

        self.wait_until(
            lambda: self.player("low", 1).get_attribute("aria-pressed") == "false"
        )
        self.assertLessEqual(self.page.evaluate("players.size"), 1)

    def test_keys_go_from_one_to_the_next_and_play(self) -> None:
        self.open()
        self.player("low", 1).focus()
        self.page.keyboard.press("ArrowRight")
        expect(self.player("low", 2)).to_be_focused()

        self.page.keyboard.press(" ")

        self.expect_playing(self.player("low", 2))
        self.page.keyboard.press(" ")
        self.expect_playing()

    def test_its_tones_are_shown_on_demand(self) -> None:
        self.open()
        tile = self.tiles("low").first
        tones = tile.get_by_role("button", name="Show the tones of recording 1")
        picture = tile.locator("[data-part=spectrogram]")
        expect(picture).to_be_hidden()

        tones.click()

        expect(picture).to_be_visible()
        self.wait_until(lambda: picture.evaluate("(image) => image.naturalWidth") > 0)
        tones.click()
        expect(picture).to_be_hidden()

    def test_what_does_not_arrive_is_said_and_can_be_pressed_again(self) -> None:
        self.open()
        self.page.route(SOUND, lambda route: route.abort())
        self.player("low", 1).click()
        note = self.tiles("low").first.locator("[data-part=note]")
        expect(note).to_contain_text("The recording did not arrive.")

        self.page.unroute(SOUND)
        self.player("low", 1).click()

        expect(note).to_have_text("")
        self.expect_playing(self.player("low", 1))
        self.problems = [p for p in self.problems if "ERR_FAILED" not in p]


class ArrangeSounds(SoundsTestCase):
    sounds = {"low": 3, "high": 0}

    def test_picked_ones_are_moved_and_moved_back(self) -> None:
        self.open()
        for number in (0, 2):
            self.tiles("low").nth(number).get_by_role("checkbox").check()
        bar = self.page.get_by_role("region", name="Picked examples")
        bar.get_by_role("combobox").select_option("high")

        bar.get_by_role("button", name="Move").click()

        expect(self.tiles("high")).to_have_count(2)
        self.expect_stored("low", 1)
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.tiles("low")).to_have_count(3)
        self.expect_stored("high", 0)

    def test_all_of_them_are_deleted_and_come_back(self) -> None:
        self.open()
        self.bucket("low").get_by_role("button", name="Pick all").click()

        bar = self.page.get_by_role("region", name="Picked examples")
        bar.get_by_role("button", name="Delete").click()

        expect(self.tiles("low")).to_have_count(0)
        self.expect_stored("low", 0)
        self.toast.get_by_role("button", name="Undo").click()
        expect(self.tiles("low")).to_have_count(3)
        self.expect_stored("low", 3)
        picture = self.tiles("low").first.locator("[data-part=image]")
        self.wait_until(lambda: picture.evaluate("(image) => image.naturalWidth") > 0)

    def test_one_can_be_dragged_to_another_label(self) -> None:
        self.open()

        self.tiles("low").first.drag_to(self.bucket("high").locator(".bucket"))

        expect(self.tiles("high")).to_have_count(1)
        self.expect_stored("high", 1)
