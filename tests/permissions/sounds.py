"""The part of the permission table about projects whose examples are sounds."""

from .asking import a_sound, both, owned, seen
from .people import OWNER

SOUNDS = [
    seen("hear its sounds", "projects:train", of_kind="sounds"),
    seen("test a model of sounds", "training:learn", of_kind="sounds"),
    seen(
        "listen to a recording",
        "projects:example-file",
        arguments={"name": "sound.wav"},
        of_kind="sounds",
    ),
    seen("take recordings along", "training:export-project", of_kind="sounds"),
    owned(
        "add a recording",
        "projects:examples",
        "POST",
        body=a_sound,
        form=True,
        of_kind="sounds",
    ),
    both("delete a recording", "projects:example", "DELETE", of_kind="sounds"),
    owned(
        "delete the label of the background noise",
        "projects:label",
        "DELETE",
        of_kind="sounds",
        instead={OWNER: "400"},  # It has to stay.
    ),
]
