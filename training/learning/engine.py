"""Plain YDF: the engine inside TensorFlow Decision Forests, without TensorFlow."""

from functools import cache
from typing import Any


@cache
def load_ydf() -> Any:
    """Import ydf when it is first needed, and keep it from printing what it opens."""
    import ydf

    ydf.verbose(0)
    return ydf
