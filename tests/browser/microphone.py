"""A microphone that hears what a test wants: Chromium's fake one, with a file."""

import tempfile
from pathlib import Path

from tests.browser.site import SiteTestCase
from tests.projects.sounds import Samples, noise, wav


class MicrophoneTestCase(SiteTestCase):
    """Looks at pages that listen.

    What is to be heard is said before a page opens its microphone, from then on again
    and again; a page that opens it anew hears what was said last.
    """

    @classmethod
    def setUpClass(cls) -> None:
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.microphone = Path(folder, "heard.wav")
        cls.hear(noise(1))
        super().setUpClass()

    @classmethod
    def hear(cls, samples: Samples) -> None:
        cls.microphone.write_bytes(wav(samples))
