import base64
import json
import re
from urllib.request import Request, urlopen

import numpy as np
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from classrooms.models import User
from projects.models import Project, ProjectKey
from tests.projects.sounds import Samples, noise, wav
from tests.speech import VOICES, said

from .beginning import BeginningTestCase
from .microphone import MicrophoneTestCase

EACH = 6  # recordings of every word
ROOM = "Background noise"
ROOM_SECONDS = 20
*KNOWN, UNKNOWN = VOICES
NEARLY = 0.006  # The key endpoint answers in whole per cent.
MINUTE = 60_000  # milliseconds


def by_all(word: str) -> Samples:
    """Return a word by one voice after the other; two seconds hold one whole."""
    return np.concatenate(
        [said(word, 1.2, seed, voice=voice) for seed, voice in enumerate(KNOWN)]
    )


def unheard(word: str, seconds: float = 1) -> Samples:
    """Return a word by a voice that the computer has never heard."""
    return said(word, seconds, seed=99, voice=UNKNOWN, pitch=60)


class SoundLessonTests(MicrophoneTestCase, BeginningTestCase):
    """A lesson about sounds: one computer learns, and others use what it learnt."""

    needs_worker = True

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
        answer = self.assert_file_is(self.page, "yes")
        self.assert_same_as_server(answer)
        ada = User.objects.get(student__username="Ada")
        for person in (ada, self.rivera):
            with self.subTest(person=person):
                self.assert_answers_elsewhere(person, answer)

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

    def expect_stored(self, label: str, count: int) -> None:
        bucket = self.bucket(label)
        expect(bucket.locator("[data-part=count]")).to_have_text(str(count))
        expect(bucket.locator(".is-saving, .is-unsaved")).to_have_count(0)

    def train(self) -> None:
        self.page.get_by_role("button", name="Train", exact=True).click()
        ready = self.page.get_by_text("Ready! Try it out.")
        expect(ready).to_be_visible(timeout=MINUTE)

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

    def assert_file_is(self, page: Page, word: str) -> dict[str, float]:
        """Give it a word it has never heard; return how sure it is of every label."""
        card = card_of(page)
        card.get_by_role("button", name="A sound file", exact=True).click()
        data = wav(unheard(word))
        file = {"name": "unheard.wav", "mimeType": "audio/wav", "buffer": data}
        card.locator("input[type=file]").set_input_files(file)
        words = re.compile(f"^I heard “{word}”! I am .* sure")
        expect(card.get_by_role("status").first).to_have_text(words)
        bars = card.locator("confidence-bars li")
        expect(bars).to_have_count(3)
        return {
            bar.locator(".bar-name").inner_text(): float(
                bar.locator("progress").get_attribute("value")
            )
            for bar in bars.all()
        }

    def assert_same_as_server(self, answer: dict[str, float]) -> None:
        project = Project.objects.get()
        key = ProjectKey.objects.of_member(project, project.owner).spell()
        sound = base64.b64encode(wav(unheard("yes"))).decode()
        request = Request(
            f"{self.site_url}/api/scratch/{key}/classify",
            json.dumps({"data": sound}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request) as response:
            told = json.load(response)
        self.assertEqual(len(told), 3)
        for each in told:
            here = answer[each["class_name"]]
            self.assertAlmostEqual(here, each["confidence"] / 100, delta=NEARLY)

    def assert_answers_elsewhere(self, person: User, answer: dict[str, float]) -> None:
        """Use the model on another computer, which has never trained anything."""
        context = self.new_context()
        self.sign_in(person, context)
        asked = self.note_requests(context)
        page = context.new_page()
        page.goto(reverse("training:learn", args=[Project.objects.get().pk]))

        same = self.assert_file_is(page, "yes")

        for label, confidence in answer.items():
            self.assertAlmostEqual(same[label], confidence, delta=0.001)
        files = {path.rsplit("/", 1)[1] for way, path in asked if "/files/" in path}
        self.assertLessEqual({"head.json", "weights.bin"}, files)
        learnt = [path for way, path in asked if "sound.wav" in path]
        self.assertEqual(learnt, [])
        written = [path for way, path in asked if way != "GET"]
        self.assertEqual(written, [])
        page.goto("about:blank")

    def note_requests(self, context: BrowserContext) -> list[tuple[str, str]]:
        asked: list[tuple[str, str]] = []
        context.on(
            "request", lambda request: asked.append((request.method, request.url))
        )
        return asked

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")


def card_of(page: Page) -> Locator:
    return page.locator("[data-card=test]")
