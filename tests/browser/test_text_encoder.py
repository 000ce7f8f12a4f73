import json
from types import SimpleNamespace
from urllib.parse import quote
from urllib.request import urlopen

from django.urls import reverse
from playwright.sync_api import expect

from classrooms.models import User
from projects.models import ProjectKey
from tests.school import make_classroom, make_student, make_text_project
from tests.training.encoders import make_encoder

from .site import SiteTestCase

SENTENCES = {
    "light": ["lamp on", "the light on", "sun", "the sun on", "light sky"],
    "dark": ["lamp off", "the light off", "rain", "the rain off", "dark sky"],
}
QUESTION = "the lamp on"


class TextEncoderTests(SiteTestCase):
    """Learn & Test where the school has switched a sentence encoder on."""

    needs_worker = True

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        folder = make_encoder(SimpleNamespace(enterContext=cls.enterClassContext))
        return {**super().environment_of_site(), "TEXT_ENCODER": str(folder)}

    def test_whole_sentences_are_read_and_it_says_so(self) -> None:
        rivera = User.objects.create_user("rivera@school.example")
        ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        project = make_text_project(ada, **SENTENCES)
        self.sign_in(ada)
        self.page.goto(reverse("training:learn", args=[project.pk]))
        expect(self.page.get_by_text("with the help of tiny")).to_be_visible()

        self.page.get_by_role("button", name="Train", exact=True).click()
        expect(self.page.get_by_text("Ready. Type something")).to_be_visible()
        inside = self.page.locator("[data-card=inside]")
        expect(inside).to_contain_text("whole sentences, too, with tiny")

        card = self.page.locator("[data-card=test]")
        card.get_by_role("textbox").fill(QUESTION)
        self.page.keyboard.press("Enter")
        expect(card.locator(".push-sentence")).to_have_text(QUESTION)
        card.get_by_text("The same as a table").click()
        expect(card.get_by_role("row", name="the whole sentence")).to_be_visible()

        best = card.locator("confidence-bars progress").first
        key = ProjectKey.objects.of_member(project, ada).spell()
        path = f"/api/scratch/{key}/classify?data={quote(QUESTION)}"
        with urlopen(self.site_url + path) as response:
            said = json.load(response)[0]["confidence"] / 100
        self.assertAlmostEqual(float(best.get_attribute("value")), said, delta=0.006)
