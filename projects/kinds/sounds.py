"""Sounds: recordings, to be told apart by label. They are stored as files."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.models import Policy

from .base import BadExample, Cell, Content, FieldLike

RECORDING = "sound.wav"  # what people hear and computers learn: one channel, 16 kHz
WAVEFORM = "waveform.webp"
SPECTROGRAM = "spectrogram.webp"


class Sounds:
    code = "sounds"
    title = gettext_lazy("Sounds")
    about = gettext_lazy("What a microphone hears: words, claps, whistles, music.")
    scratch_type = "sounds"
    has_labels = True
    background_label = gettext_lazy("Background noise")
    has_fields = False
    file_names = (RECORDING, WAVEFORM, SPECTROGRAM)
    folder_name = "sounds"
    learns_in_browser = True
    on_twin = gettext_lazy("“%(label)s” has this very recording already.")
    likeness_bits = 0
    quota_names = ("sound_quota", "class_sound_quota")

    def example_quota(self, policy: Policy) -> int:
        return policy.sound_quota

    def clean(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        """Refuse: a sound comes as a file, by `projects.actions.add_upload`."""
        raise BadExample(_("Record something, or choose a sound."))

    def change(
        self, fields: Sequence[FieldLike], old: Content, given: Mapping[str, object]
    ) -> Content:
        raise BadExample(
            _("A recording cannot be changed. Delete it, and record another.")
        )

    def fingerprint(self, content: Content) -> str:
        return content.file.digest if content.file else ""

    def likeness(self, fields: Sequence[FieldLike], content: Content) -> str:
        return self.fingerprint(content)

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        return ["sound"]

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        return [content.file.name if content.file else ""]
