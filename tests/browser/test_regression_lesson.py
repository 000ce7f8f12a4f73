import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from projects.models import Project

from .beginning import BeginningTestCase

NUMBER = re.compile(r"-?\d+(\.\d+)?")
OFF = 2  # centimetres that a guess may be wrong, of 65
# How far a ball of clay sinks: 5 cm, 4 more for each kilogram, a bit more or less.
ROWS = [(weight / 2, 5 + 2 * weight + (weight % 3 - 1) / 4) for weight in range(2, 30)]
TABLE = "\n".join(
    ["weight (kg)\tsinks (cm)", *(f"{weight}\t{depth}" for weight, depth in ROWS)]
)
ASKED, RIGHT = "6.2", 5 + 4 * 6.2


class RegressionLessonTests(BeginningTestCase):
    """A lesson about measurements: one computer learns, and others predict with it."""

    def test_from_the_door_to_right_predictions_on_every_computer(self) -> None:
        self.come_in()
        self.start_project("Sinking clay", "Predicting numbers")
        self.paste_table()
        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.page.get_by_role("button", name="Train", exact=True).click()
        expect(self.page.get_by_text("Ready! Try it out.")).to_be_visible(
            timeout=60_000
        )
        self.assertAlmostEqual(self.predict(self.page), RIGHT, delta=OFF)
        self.assert_warns_outside()
        self.assert_predicts_elsewhere()

    def paste_table(self) -> None:
        """Put a table copied from a spreadsheet into the empty one."""
        expect(self.page.locator("#sheet-start")).to_be_visible()
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("words => navigator.clipboard.writeText(words)", TABLE)
        self.page.keyboard.press("Control+V")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Which column").select_option("sinks")
        dialog.get_by_role("button", name=f"Add the {len(ROWS)} good rows").click()
        self.wait_until(lambda: Project.objects.get().examples.count() == len(ROWS))

    def predict(self, page: Page) -> float:
        card = page.locator("[data-card=test]")
        expect(page.get_by_text("Ready. Type something")).to_be_visible()
        card.get_by_label("weight").fill(ASKED)
        card.get_by_role("button", name="How much?").click()
        words = card.locator(".predicted-number")
        expect(words).to_contain_text("cm")
        found = NUMBER.search(words.inner_text())
        assert found is not None
        return float(found[0])

    def assert_warns_outside(self) -> None:
        card = self.page.locator("[data-card=test]")
        card.get_by_label("weight").fill("300")
        expect(card.locator("[data-part=warnings]")).to_contain_text("up to 14.5 kg")

    def assert_predicts_elsewhere(self) -> None:
        """Use the model on the teacher's computer, which never trained anything."""
        context = self.new_context()
        self.sign_in(self.rivera, context)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.method))
        page = context.new_page()
        page.goto(reverse("training:learn", args=[Project.objects.get().pk]))

        self.assertAlmostEqual(self.predict(page), RIGHT, delta=OFF)

        self.assertEqual(set(asked), {"GET"})
        page.goto("about:blank")
