"""Pages of models that tell sounds apart."""

from typing import Any

from ...learning.sounds.bases import current_base
from ...snippets import sample_sound
from .base import PagesOfKind
from .head import HEAD_FILES


def base_of_sounds() -> dict[str, Any]:
    return {"base": current_base().describe()}


SOUNDS = PagesOfKind(
    test_card="training/_test_sounds.html",
    inside_card="training/_inside_sounds.html",
    browser_files={
        "soundWorker": "js/learning/sound_worker.js",
        "soundFrontEnd": "js/learning/sound_front_end.js",
        "soundNetwork": "js/learning/sound_network.js",
        "soundEars": "js/learning/sound_ears.js",
        **HEAD_FILES,
        "microphoneWorklet": "js/sounds/microphone_worklet.js",
    },
    sample=sample_sound,
    styles=[
        "css/trying.css",
        "css/pushes.css",
        "css/sounds.css",
        "css/recorder.css",
        "css/listening.css",
    ],
    site_facts=base_of_sounds,
)
