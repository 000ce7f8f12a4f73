"""What differs between kinds on the pages of a model: one line each in the registry.

The scripts of these pages have one, too: static/js/elements/learnt/index.js.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from projects.models import Project

from ..learning.images.bases import current_base
from ..snippets import Sample, sample_picture, sample_row, sample_text


@dataclass(frozen=True)
class PagesOfKind:
    """How a model of one kind is shown, and what its classifier needs."""

    test_card: str  # templates
    inside_card: str
    # What a browser loads to classify; static files have other names when deployed.
    browser_files: Mapping[str, str]
    sample: Callable[[Project], Sample]
    styles: Sequence[str] = ()
    # Says what a computer looks at, where that is not plain to see.
    reads: Callable[[], str] = lambda: ""
    # What else the browser has to know, which is not the same on every site.
    site_facts: Callable[[], Mapping[str, Any]] = dict

    def assets(self) -> dict[str, Any]:
        """Return the address of every one of the browser's files, and what it knows."""
        addresses = {name: static(path) for name, path in self.browser_files.items()}
        return {**addresses, **self.site_facts()}


def reads_text() -> str:
    if not settings.TEXT_ENCODER:
        return _("The computer looks at words and at parts of words.")
    name = Path(settings.TEXT_ENCODER).name
    words = _("The computer looks at words, at parts of words and at whole sentences.")
    helper = _("It reads those with the help of %(name)s.") % {"name": name}
    return f"{words} {helper}"


def base_of_pictures() -> dict[str, Any]:
    return {"base": current_base().describe()}


PAGES = {
    "text": PagesOfKind(
        test_card="training/_test_text.html",
        inside_card="training/_inside_text.html",
        browser_files={
            "tfjs": "vendor/tfjs/tf.es2017.min.js",
            "wordTable": "base-models/words-en.bin",
        },
        sample=sample_text,
        styles=["css/pushes.css"],
        reads=reads_text,
    ),
    "images": PagesOfKind(
        test_card="training/_test_images.html",
        inside_card="training/_inside_images.html",
        browser_files={
            "pictureWorker": "js/learning/picture_worker.js",
            "pictureEyes": "js/learning/simple_eyes.js",
            "pictureNetwork": "js/learning/picture_network.js",
            "pictureBackends": "js/learning/picture_backends.js",
            "pictureRows": "js/learning/picture_rows.js",
            "pictureDescent": "js/learning/picture_descent.js",
            "pictureCalibration": "js/learning/picture_calibration.js",
            "pictureHead": "js/learning/picture_head.js",
            "tfjs": "vendor/tfjs/tf.es2017.min.js",
            "tfjsWasm": "vendor/tfjs-wasm/tf-backend-wasm.es2017.min.js",
            "wasmPlain": "vendor/tfjs-wasm/tfjs-backend-wasm.wasm",
            "wasmSimd": "vendor/tfjs-wasm/tfjs-backend-wasm-simd.wasm",
            "tfjsWebgpu": "vendor/tfjs-webgpu/tf-backend-webgpu.es2017.min.js",
        },
        sample=sample_picture,
        styles=[
            "css/camera.css",
            "css/drawing.css",
            "css/trying.css",
            "css/pushes.css",
            "css/heat.css",
        ],
        site_facts=base_of_pictures,
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
        styles=["css/tree.css"],
    ),
}
