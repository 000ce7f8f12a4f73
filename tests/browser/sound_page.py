"""A project of sounds on its Train page, for the tests that look at it."""

from django.urls import reverse
from playwright.sync_api import Locator, expect

from classrooms.models import User
from tests.projects.sounds import Samples, note, wav
from tests.school import make_classroom, make_sound_project, make_student

from .files_page import FilesPageTestCase

# A microphone that hears what the test plays: `hear({ peak, pitch })`, in bursts.
MICROPHONE = """
window.hear = (about) => { Object.assign(window.heard, about); window.tune?.(); };
window.heard = { peak: 0.3, from: 0, to: 1 };
navigator.mediaDevices.getUserMedia = async ({ audio }) => {
  window.wanted = audio;
  if (window.refuse) throw new DOMException("no", window.refuse);
  const context = new AudioContext();
  const [tone, gain] = [context.createOscillator(), context.createGain()];
  const microphone = context.createMediaStreamDestination();
  tone.connect(gain).connect(microphone);
  window.tune = () => {
    gain.gain.value = window.heard.peak;
    tone.frequency.value = window.heard.pitch ?? 440;
  };
  window.tune();
  tone.start();
  window.track = microphone.stream.getAudioTracks()[0];
  return microphone.stream;
};
"""


class SoundsTestCase(FilesPageTestCase):
    """Ada's project tells low notes from high ones, and both from the room."""

    sounds = {"low": 0, "high": 0}
    background = 0

    def setUp(self) -> None:
        super().setUp()
        self.rivera = User.objects.create_user("rivera@school.example")
        self.year_5 = make_classroom("Year 5", self.rivera, "YEAR5555")
        self.ada = make_student("Ada", self.year_5)
        self.project = make_sound_project(
            self.ada, background=self.background, **self.sounds
        )
        self.room = self.project.labels.get(is_background=True).name
        self.sign_in(self.ada)

    def open(self) -> None:
        self.page.goto(reverse("projects:train", args=[self.project.pk]))
        for name, count in {self.room: self.background, **self.sounds}.items():
            expect(self.tiles(name)).to_have_count(min(count, 12))

    def tiles(self, name: str) -> Locator:
        return self.bucket(name).locator(".sound:visible")

    def open_recorder(self, label: str, *, counts_down: bool = False) -> None:
        self.bucket(label).locator(".sound-ways button").click()
        expect(self.button("Record")).to_be_visible()
        self.dialog.get_by_label("Count down first").set_checked(counts_down)

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name)


def sound_file(name: str, samples: Samples | None = None) -> dict[str, object]:
    """Return a recording as a browser's own dialog gives it."""
    data = wav(note(220) if samples is None else samples)
    return {"name": name, "mimeType": "audio/wav", "buffer": data}
