"""Pictures made by formulas, the same in tests/js/pictures.js."""

import numpy as np
from numpy.typing import NDArray

SIDE = 224
NAMES = ("ramps", "disc", "grey", "black")


def make_picture(name: str) -> NDArray[np.uint8]:
    """Return the pixels of one of them, (224, 224, 3)."""
    row, column, colour = np.indices((SIDE, SIDE, 3))
    if name == "ramps":
        values = row * (3 + colour) // 2 + column * (5 - colour) // 3
    elif name == "disc":
        inside = (row - 100) ** 2 + (column - 120) ** 2 < 60**2
        values = np.where(inside, 200 - 80 * colour, row * column // 64 + 40 * colour)
    elif name == "grey":
        values = (row // 8) ^ (column // 4)
        values = values * 5
    else:
        values = 0 * row
    pixels: NDArray[np.uint8] = (values % 256).astype(np.uint8)
    return pixels
