"""A model that one computer has learnt, asked on others and by key."""

import base64
import json
from collections.abc import Callable
from urllib.request import Request, urlopen

from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from classrooms.models import User
from projects.models import Project, ProjectKey

from .beginning import BeginningTestCase

NEARLY = 0.006  # The key endpoint answers in whole per cent.
MINUTE = 60_000  # milliseconds

Answer = dict[str, float]  # confidence by label


class SharedModelTestCase(BeginningTestCase):
    """The end of a lesson: it is learnt, and others use what was learnt."""

    needs_worker = True
    learnt_from = ""  # the file of each example that only who trains gets

    def expect_stored(self, label: str, count: int) -> None:
        bucket = self.bucket(label)
        expect(bucket.locator("[data-part=count]")).to_have_text(str(count))
        expect(bucket.locator(".is-saving, .is-unsaved")).to_have_count(0)

    def train(self) -> None:
        self.page.get_by_role("button", name="Train", exact=True).click()
        ready = self.page.get_by_text("Ready! Try it out.")
        expect(ready).to_be_visible(timeout=MINUTE)

    def answer_on(self, page: Page) -> Answer:
        """Return how sure a page is of every label; all of them are shown."""
        bars = card_of(page).locator("confidence-bars li")
        expect(bars).to_have_count(Project.objects.get().live_labels().count())
        return {
            bar.locator(".bar-name").inner_text(): float(
                bar.locator("progress").get_attribute("value")
            )
            for bar in bars.all()
        }

    def assert_same_as_server(self, answer: Answer, asked: bytes) -> None:
        project = Project.objects.get()
        key = ProjectKey.objects.of_member(project, project.owner).spell()
        request = Request(
            f"{self.site_url}/api/scratch/{key}/classify",
            json.dumps({"data": base64.b64encode(asked).decode()}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request) as response:
            told = json.load(response)
        self.assertEqual({each["class_name"] for each in told}, answer.keys())
        for each in told:
            here = answer[each["class_name"]]
            self.assertAlmostEqual(here, each["confidence"] / 100, delta=NEARLY)

    def assert_answers_elsewhere(
        self, person: User, answer: Answer, ask: Callable[[Page], Answer]
    ) -> None:
        """Use the model on another computer, which has never trained anything."""
        context = self.new_context()
        self.sign_in(person, context)
        asked = note_requests(context)
        page = context.new_page()
        page.goto(reverse("training:learn", args=[Project.objects.get().pk]))

        same = ask(page)

        for label, confidence in answer.items():
            self.assertAlmostEqual(same[label], confidence, delta=0.001)
        files = {path.rsplit("/", 1)[1] for way, path in asked if "/files/" in path}
        self.assertLessEqual({"head.json", "weights.bin"}, files)
        learnt = [path for way, path in asked if self.learnt_from in path]
        self.assertEqual(learnt, [])
        written = [path for way, path in asked if way != "GET"]
        self.assertEqual(written, [])
        page.goto("about:blank")


def note_requests(context: BrowserContext) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []
    context.on("request", lambda request: asked.append((request.method, request.url)))
    return asked


def card_of(page: Page) -> Locator:
    return page.locator("[data-card=test]")
