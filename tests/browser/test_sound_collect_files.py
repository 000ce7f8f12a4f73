import base64
import wave
from tempfile import NamedTemporaryFile

import numpy as np
from playwright.sync_api import expect

from tests.projects.sounds import encode, noise, note, tone, wav

from .sound_page import SoundsTestCase, sound_file

DROP = """(element, file) => {
  const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "dropped.wav", { type: "audio/wav" }));
  const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
  for (const name of ["dragover", "drop"]) {
    element.dispatchEvent(new DragEvent(name, about));
  }
}"""


class UploadSounds(SoundsTestCase):
    """Sounds that were made elsewhere come as files of every kind."""

    def complaints(self, label: str):
        return self.bucket(label).locator(".sound-problems li")

    def test_many_at_once_of_every_kind(self) -> None:
        self.open()

        self.upload(
            "low",
            sound_file("a.wav", note(220, 1)),
            file("b.mp3", "audio/mpeg", encode(note(220, 2), "MP3")),
            file("c.ogg", "audio/ogg", encode(note(220, 3), "OGG", "VORBIS")),
            file("d.flac", "audio/flac", encode(note(220, 4), "FLAC")),
            file("e.wav", "audio/wav", wav(tone(220, 1, 44_100), 44_100, 2)),
        )

        self.expect_stored("low", 5)
        expect(self.complaints("low")).to_have_count(0)

    def test_a_file_can_be_dropped_on_a_bucket(self) -> None:
        self.open()

        dropped = base64.b64encode(wav(note(220))).decode()
        self.bucket("high").locator(".bucket").evaluate(DROP, dropped)

        self.expect_stored("high", 1)

    def test_what_is_wrong_with_each_is_said_and_the_others_are_taken(self) -> None:
        self.open()

        self.upload(
            "low",
            file("empty.wav", "audio/wav", b""),
            file("text.wav", "audio/wav", b"This is a text about whales. " * 99),
            sound_file("nothing.wav", tone() * 0),
            sound_file("click.wav", tone(440, 0.05)),
            sound_file("long.wav", noise(61)),
            sound_file("good.wav"),
        )

        self.expect_stored("low", 1)
        expect(self.complaints("low")).to_have_text(
            [
                "There is nothing in “empty.wav”.",
                "I cannot read “text.wav”. Take a sound as WAV, MP3 or Ogg, "
                "or record it here.",
                "There is nothing to hear in “nothing.wav”.",
                "“click.wav” is too short to hear anything.",
                "“long.wav” is longer than 60 seconds. Cut a piece out of it first.",
            ]
        )
        self.upload("low", sound_file("better.wav", note(220, 7)))
        self.expect_stored("low", 2)
        expect(self.complaints("low")).to_have_count(0)

    def test_an_hour_is_refused_without_being_read(self) -> None:
        self.open()
        with NamedTemporaryFile(suffix=".wav") as file:
            with wave.open(file.name, "wb") as hour:
                hour.setnchannels(1)
                hour.setsampwidth(2)
                hour.setframerate(16_000)
                hour.writeframes(bytes(2 * 16_000 * 3600))
            self.bucket("low").locator("input[type=file]").set_input_files(file.name)
            problems = self.complaints("low")
            expect(problems).to_contain_text("longer than 60 seconds")
        self.expect_stored("low", 0)

    def test_the_same_sound_twice_is_said(self) -> None:
        self.open()

        self.upload("low", sound_file("a.wav"))
        self.expect_stored("low", 1)
        self.upload("low", sound_file("b.wav"))

        trouble = self.bucket("low").locator(".file-trouble")
        expect(trouble).to_contain_text("1 recording is not saved.")
        expect(trouble).to_contain_text("has this very recording already")
        trouble.get_by_role("button", name="Leave out").click()
        self.expect_stored("low", 1)
        self.expect_problem("409")

    def test_a_network_that_is_back_takes_what_was_left(self) -> None:
        self.open()
        self.context.set_offline(True)
        self.upload("low", sound_file("a.wav"))
        trouble = self.bucket("low").locator(".file-trouble")
        expect(trouble).to_contain_text("I cannot reach the server.")

        self.context.set_offline(False)

        self.expect_stored("low", 1)
        self.problems = [p for p in self.problems if "ERR_INTERNET" not in p]


class CutSounds(SoundsTestCase):
    """What is longer than an example is cut, if somebody wants that."""

    sounds = {"low": 0}

    def press(self, name: str) -> None:
        self.dialog.get_by_role("button", name=name).click()

    def test_a_long_one_becomes_pieces_of_a_second(self) -> None:
        self.open()
        self.upload("low", sound_file("song.wav", noise(7.2)))
        expect(self.dialog).to_contain_text(
            "“song.wav” is 7 seconds long. One example has 5 at most."
        )

        self.press("Cut it")

        self.expect_stored("low", 7)
        expect(self.tiles("low").first).to_contain_text("1.0 s")

    def test_pieces_may_be_longer_and_pauses_are_left_out(self) -> None:
        self.open()
        song = np.concatenate([tone(220, 2), tone(0, 4), tone(330, 2)])
        self.upload("low", sound_file("song.wav", song))
        self.dialog.get_by_label("Each piece has").select_option("2")

        self.press("Cut it")

        self.expect_stored("low", 2)
        expect(self.tiles("low").first).to_contain_text("2.0 s")

    def test_one_answer_is_for_all_of_a_choice(self) -> None:
        self.open()
        self.upload(
            "low",
            sound_file("a.wav", noise(6, seed=1)),
            sound_file("b.wav", noise(6, seed=2)),
            sound_file("short.wav"),
        )
        expect(self.dialog).to_contain_text("other long sounds")

        self.press("Leave it out")

        self.expect_stored("low", 1)
        expect(self.dialog).to_have_count(0)

    def test_what_does_not_fit_is_counted(self) -> None:
        policy = self.year_5.policy
        policy.sound_quota = 4
        policy.save(update_fields=["sound_quota"])
        self.open()
        self.upload("low", sound_file("long.wav", noise(10)))

        self.press("Cut it")

        self.expect_stored("low", 4)
        problems = self.bucket("low").locator(".sound-problems")
        expect(problems).to_contain_text("6 recordings do not fit any more")

    def test_the_room_is_cut_without_leaving_pauses_out(self) -> None:
        self.open()
        self.upload(self.room, sound_file("room.wav", noise(6)))

        self.press("Cut it")

        self.expect_stored(self.room, 6)


def file(name: str, kind: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": data}
