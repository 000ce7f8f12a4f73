"""A model of sounds that is there, and the ways of letting it hear another sound."""

import base64

import numpy as np
from playwright.sync_api import Locator

from projects.models import Project
from tests.projects.sounds import Samples, noise, note
from tests.school import make_sound_project

from .learn_page import TryingTestCase
from .microphone import MicrophoneTestCase

EACH = 6  # recordings of each label
PITCHES = {"low": 110 * 1.5**2, "high": 110 * 1.5**3}  # as in `make_sound_project`
DROP = """(card, data) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  transfer.items.add(new File([bytes], "new.wav", { type: "audio/wav" }));
  const about = { bubbles: true, cancelable: true, dataTransfer: transfer };
  card.dispatchEvent(new DragEvent("drop", about));
}"""


def new_note(name: str, seconds: float = 1) -> Samples:
    """Return a recording that the project does not have."""
    return note(PITCHES[name], seed=77, seconds=seconds)


def notes_apart(*names: str) -> Samples:
    """Return notes with more than a second of the room after each."""
    parts = [
        [new_note(name), noise(1.6, seed, 0.003)] for seed, name in enumerate(names)
    ]
    return np.concatenate([each for part in parts for each in part])


class TrySoundsTestCase(MicrophoneTestCase, TryingTestCase):
    invitation = "Choose how it will hear a sound."

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=EACH, low=EACH, high=EACH)

    @property
    def log(self) -> Locator:
        return self.card.locator("heard-log li")

    def upload(self, data: bytes, name: str = "new.wav") -> None:
        self.way("A sound file")
        file = {"name": name, "mimeType": "audio/wav", "buffer": data}
        self.card.locator("input[type=file]").set_input_files(file)

    def drop(self, data: bytes) -> None:
        self.card.evaluate(DROP, base64.b64encode(data).decode())
