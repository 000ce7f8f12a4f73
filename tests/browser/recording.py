from playwright.sync_api import expect

from .sound_page import MICROPHONE, SoundsTestCase


class RecordingTestCase(SoundsTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.context.add_init_script(MICROPHONE)

    def hear(self, peak: float) -> None:
        """Play that loud: said before a recorder opens, it hears nothing else."""
        self.page.evaluate("(peak) => hear({ peak })", peak)

    def record(self) -> None:
        self.button("Record").click()
        expect(self.button("Keep")).to_be_focused()

    def wait_for_seconds(self, seconds: float) -> None:
        """Wait until that much has been recorded, or a little more."""
        shown = self.dialog.locator("[data-part=time]")
        self.wait_until(lambda: float(shown.inner_text()[:-2] or 0) >= seconds)

    @property
    def problem(self):
        return self.dialog.locator("[data-part=problem]")

    @property
    def count(self):
        return self.dialog.locator("[data-part=count]")
