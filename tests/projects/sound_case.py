"""Ada with a project of sounds, whose first label is the noise of the room."""

from projects.models import Project
from tests.school import make_sound_project

from .picture_case import PictureCase


class SoundCase(PictureCase):
    """As `PictureCase`: whatever is asked of the files of examples holds here, too."""

    sent_as = ("sound", "recording.wav", "audio/wav")

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=1, yes=1, no=0)
