"""Sounds: recordings come in base64, and are found at addresses with the key in them.

Beside its address each has its picture, as computers look at a sound: 63 columns in a
second, each of 40 bands from low to high, one after the other.
"""

from collections.abc import Sequence
from typing import Any

from projects.kinds import BadExample, Content
from projects.kinds.sounds import RECORDING
from projects.models import Field, Project, TrainingExample
from projects.uploads import FileIsGone, hear_sound, read_file

from ...learning.sounds.front_end import log_mel, windows
from ...learning.sounds.question import SoundQuestion
from ..encoded import read_base64
from ..refusals import Refused
from ..throttles import HEARD, check_rate
from .base import FilesOfKey
from .files import FilesTalk

DECIMALS = 3


class SoundsTalk(FilesTalk):
    type = "sounds"
    named = "Sounds"

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        try:
            return SoundQuestion(samples=hear_sound(read_base64(data)))
        except BadExample:
            raise Refused("Invalid data") from None

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {
            "audiourl": files.recording(example.pk),
            "audiodata": picture_of(example.files_prefix + RECORDING),
        }

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        check_rate(project.pk, HEARD)
        rows = project.examples.shown().exclude(file="").order_by("created_at", "pk")
        listed = rows.values_list("pk", "label__name", "file")
        return [
            {
                "id": str(pk),
                "label": label,
                "audiourl": files.recording(pk),
                "audiodata": picture_of(project.folder_of(file) + RECORDING),
            }
            for pk, label, file in listed
        ]


def picture_of(recording: str) -> list[float]:
    """Return the log-mel picture of the first second that is heard, or nothing.

    63 times 40 numbers, in nats; nothing of a recording deleted at this moment.
    """
    try:
        samples = hear_sound(read_file(recording))
    except FileIsGone:
        return []
    picture: list[float] = log_mel(windows(samples)[0]).round(DECIMALS).ravel().tolist()
    return picture
