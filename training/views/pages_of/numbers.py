"""Pages of models that tell rows of a table apart."""

from ...snippets import sample_row
from .base import PagesOfKind

NUMBERS = PagesOfKind(
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
)
