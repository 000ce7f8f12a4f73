"""Pages of models that tell sentences apart."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from ...snippets import sample_text
from .base import PagesOfKind


def reads_text() -> str:
    if not settings.TEXT_ENCODER:
        return _("The computer looks at words and at parts of words.")
    name = Path(settings.TEXT_ENCODER).name
    words = _("The computer looks at words, at parts of words and at whole sentences.")
    helper = _("It reads those with the help of %(name)s.") % {"name": name}
    return f"{words} {helper}"


TEXT = PagesOfKind(
    test_card="training/_test_text.html",
    inside_card="training/_inside_text.html",
    browser_files={
        "tfjs": "vendor/tfjs/tf.es2017.min.js",
        "wordTable": "base-models/words-en.bin",
    },
    sample=sample_text,
    styles=["css/pushes.css"],
    reads=reads_text,
)
