"""Ada with a project of sounds, whose first label is the noise of the room."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import Project
from tests.school import make_sound_project

from .picture_case import PictureCase


class SoundCase(PictureCase):
    """As `PictureCase`: whatever is asked of the files of examples holds here, too."""

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=1, yes=1, no=0)

    def send(self, data: bytes, project: Project | None = None, **more: object) -> dict:
        sound = SimpleUploadedFile("recording.wav", data, "audio/wav")
        with self.captureOnCommitCallbacks(execute=True):
            self.response = self.client.post(
                reverse("projects:examples", args=[(project or self.project).pk]),
                {"label": 2, "sound": sound, **more},
            )
        return dict(self.response.json())
