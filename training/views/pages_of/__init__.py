"""The pages of a model, by the kind of its project: a file and a line for each.

The scripts of these pages have one, too: static/js/elements/learnt/index.js.
"""

from .base import PagesOfKind
from .images import IMAGES
from .numbers import NUMBERS
from .regression import REGRESSION
from .sounds import SOUNDS
from .text import TEXT

PAGES: dict[str, PagesOfKind] = {
    "text": TEXT,
    "images": IMAGES,
    "numbers": NUMBERS,
    "sounds": SOUNDS,
    "regression": REGRESSION,
}
