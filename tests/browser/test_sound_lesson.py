import re

import numpy as np
from playwright.sync_api import Locator, Page, expect

from classrooms.models import User
from tests.projects.sounds import Samples, noise, wav
from tests.speech import VOICES, said

from .microphone import MicrophoneTestCase
from .shared_model import MINUTE, Answer, SharedModelTestCase, card_of

EACH = 6  # recordings of every word
ROOM = "Background noise"
ROOM_SECONDS = 20
*KNOWN, UNKNOWN = VOICES


def by_all(word: str) -> Samples:
    """Return a word by one voice after the other; two seconds hold one whole."""
    return np.concatenate(
        [said(word, 1.2, seed, voice=voice) for seed, voice in enumerate(KNOWN)]
    )


def unheard(word: str, seconds: float = 1) -> Samples:
    """Return a word by a voice that the computer has never heard."""
    return said(word, seconds, seed=99, voice=UNKNOWN, pitch=60)


class SoundLessonTests(MicrophoneTestCase, SharedModelTestCase):
    """A lesson about sounds: one computer learns, and others use what it learnt."""

    learnt_from = "sound.wav"

    def test_from_the_door_to_right_answers_on_every_computer(self) -> None:
        self.come_in()
        self.start_project("Yes or no", "Sounds")
        self.record_the_room()
        for word in ("yes", "no"):
            self.add_label(word)
            self.record_word(word)
        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.train()
        for word in ("yes", "no"):
            self.assert_is_heard(word)
        answer = self.ask_for_yes(self.page)
        self.assert_same_as_server(answer, wav(unheard("yes")))
        ada = User.objects.get(student__username="Ada")
        for person in (ada, self.rivera):
            with self.subTest(person=person):
                self.assert_answers_elsewhere(person, answer, self.ask_for_yes)

    def record_the_room(self) -> None:
        self.hear(noise(10, loudness=0.004))
        about = f"Record {ROOM_SECONDS} seconds"
        self.bucket(ROOM).locator(".sound-ways button").click()
        self.dialog.get_by_label("Count down first").uncheck()
        self.dialog.get_by_role("button", name=about).click()
        count = self.bucket(ROOM).locator("[data-part=count]")
        expect(count).to_have_text(str(ROOM_SECONDS), timeout=MINUTE)
        self.dialog.get_by_role("button", name="Done").click()
        self.expect_stored(ROOM, ROOM_SECONDS)

    def record_word(self, word: str) -> None:
        self.hear(by_all(word))
        self.bucket(word).locator(".sound-ways button").click()
        record = self.dialog.get_by_role("button", name="Record")
        expect(record).to_be_enabled()
        self.dialog.get_by_label("Count down first").uncheck()
        self.dialog.get_by_label("How long?").select_option("2")
        for number in range(1, EACH + 1):
            record.click()
            self.dialog.get_by_role("button", name="Keep").click()
            count = self.dialog.locator("[data-part=count]")
            expect(count).to_contain_text(f"{number} recording")
        self.dialog.get_by_role("button", name="Done").click()
        self.expect_stored(word, EACH)

    def assert_is_heard(self, word: str) -> None:
        """Listen live to a word said twice, with the room before and after."""
        self.hear(np.concatenate([noise(1.5, 7, 0.004), unheard(word, 1.5)]))
        card = card_of(self.page)
        card.get_by_role("button", name="A sound file", exact=True).click()
        card.get_by_role("button", name="Listen", exact=True).click()
        heard = card.locator("heard-log li")
        before = heard.count()
        self.wait_until(lambda: heard.count() >= before + 2)
        expect(heard.nth(0)).to_contain_text(f"I heard “{word}”")
        expect(heard.nth(1)).to_contain_text(f"I heard “{word}”")

    def ask_for_yes(self, page: Page) -> Answer:
        """Give it a word it has never heard; return how sure it is of every label."""
        card = card_of(page)
        card.get_by_role("button", name="A sound file", exact=True).click()
        data = wav(unheard("yes"))
        file = {"name": "unheard.wav", "mimeType": "audio/wav", "buffer": data}
        card.locator("input[type=file]").set_input_files(file)
        words = re.compile("^I heard “yes”! I am .* sure")
        expect(card.get_by_role("status").first).to_have_text(words)
        return self.answer_on(page)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")
