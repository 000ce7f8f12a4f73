"""What differs between kinds on the pages of a model: one line each in the registry.

The scripts of these pages have one, too: static/js/elements/learnt/index.js.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from projects.models import Project

from ..snippets import Sample, sample_row, sample_text


@dataclass(frozen=True)
class PagesOfKind:
    """How a model of one kind is shown, and what its classifier needs."""

    test_card: str  # templates
    inside_card: str
    # What a browser loads to classify; static files have other names when deployed.
    browser_files: Mapping[str, str]
    sample: Callable[[Project], Sample]
    # Says what a computer looks at, where that is not plain to see.
    reads: Callable[[], str] = lambda: ""

    def assets(self) -> dict[str, str]:
        """Return the address of every one of the browser's files."""
        return {name: static(path) for name, path in self.browser_files.items()}


def reads_text() -> str:
    if not settings.TEXT_ENCODER:
        return _("The computer looks at words and at parts of words.")
    name = Path(settings.TEXT_ENCODER).name
    words = _("The computer looks at words, at parts of words and at whole sentences.")
    helper = _("It reads those with the help of %(name)s.") % {"name": name}
    return f"{words} {helper}"


PAGES = {
    "text": PagesOfKind(
        test_card="training/_test_text.html",
        inside_card="training/_inside_text.html",
        browser_files={
            "tfjs": "vendor/tfjs/tf.es2017.min.js",
            "wordTable": "base-models/words-en.bin",
        },
        sample=sample_text,
        reads=reads_text,
    ),
    "numbers": PagesOfKind(
        test_card="training/_test_numbers.html",
        inside_card="training/_inside_numbers.html",
        browser_files={
            "forestWorker": "js/learning/forest_worker.js",
            "tfjs": "vendor/tfjs/tf.es2017.min.js",
            "tfjsTfdf": "vendor/tfjs-tfdf/tf-tfdf.es2017.min.js",
            "tfdfWasm": "vendor/tfjs-tfdf/inference.wasm",
        },
        sample=sample_row,
    ),
}
