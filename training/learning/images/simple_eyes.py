"""Simple eyes: edges, textures and colours of a picture, where no network was fetched.

The same numbers as static/js/learning/simple_eyes.js; tests/simple_eyes.json holds both
to them. Dalal and Triggs (2005), “Histograms of Oriented Gradients”; Ojala, Pietikäinen
and Mäenpää (2002), “Local Binary Patterns”. Nothing in here was trained.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..heads.head import normalised

# It changes with every number that comes out: models are only good with their own eyes.
ID = "simple-eyes-1"

CELLS = 7  # of the histograms of edges, along each side
DIRECTIONS = 9  # of an edge, over half a turn
CLIP = 0.2  # No direction is more than this of a block.
FAINT = 1e-2  # Where edges are fainter than this, they are not made strong.
HUES, SATURATIONS, VALUES = 12, 3, 3
COLOUR = 1.2  # How much colours weigh, beside edges or textures.
# Shares of the side: all of a picture, its quarters, its middle.
EVERYTHING, MIDDLE = (0, 4, 0, 4), (1, 3, 1, 3)
QUARTERS = ((0, 2, 0, 2), (0, 2, 2, 4), (2, 4, 0, 2), (2, 4, 2, 4))
# Clockwise from above on the left
NEIGHBOURS = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))
AT_ONCE = 16  # pictures

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]


def look(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return features (pictures, 3162) of pixels (pictures, 224, 224, 3)."""
    parts = [
        _look(pixels[start : start + AT_ONCE].astype(np.int64))
        for start in range(0, len(pixels), AT_ONCE)
    ]
    return np.concatenate([np.zeros((0, SIZE), np.float32), *parts])


def _look(pixels: Whole) -> NDArray[np.float32]:
    half = halved(pixels)  # sums of 4 pixels; then of 16, and of 64
    quarter = halved(half)
    eighth = halved(quarter)
    features = [
        centred(edges(quarter, 16)),
        centred(edges(eighth, 64)),
        centred(textures(quarter.sum(axis=3))),
        centred(colours(half)) * COLOUR,
    ]
    seen: NDArray[np.float32] = np.concatenate(features, axis=1).astype(np.float32)
    return seen


def halved(sums: Whole) -> Whole:
    """Return the sums of four neighbours each: whole numbers, so nothing is rounded."""
    rows = sums[:, ::2] + sums[:, 1::2]
    fourfold: Whole = rows[:, :, ::2] + rows[:, :, 1::2]
    return fourfold


def centred(rows: Matrix) -> Matrix:
    """Return the rows without what they all have, and with the length 1."""
    moved: Matrix = rows - rows.mean(axis=1, keepdims=True)
    return normalised(moved)


def edges(sums: Whole, pixels: int) -> Matrix:
    """Return how strong the edges of each direction are in blocks of four cells."""
    across, down = strongest(sums)
    scale = 255 * pixels
    strength = np.hypot(across / scale, down / scale)
    angle = np.arctan2(down, across) % np.pi / np.pi * DIRECTIONS
    lower = np.floor(angle)
    share = angle - lower
    places = weights_of_cells(sums.shape[1])
    cells = np.empty((len(sums), CELLS, CELLS, DIRECTIONS))
    for direction in range(DIRECTIONS):
        near = (lower % DIRECTIONS == direction) * (1 - share)
        near += ((lower + 1) % DIRECTIONS == direction) * share
        cells[..., direction] = places @ (strength * near) @ places.T
    return blocks(cells)


def strongest(sums: Whole) -> tuple[Whole, Whole]:
    """Return the change to the right and down, in the colour that changes most."""
    across, down = np.zeros_like(sums), np.zeros_like(sums)
    across[:, :, 1:-1] = sums[:, :, 2:] - sums[:, :, :-2]
    down[:, 1:-1] = sums[:, 2:] - sums[:, :-2]
    most = (across**2 + down**2).argmax(axis=3)[..., None]
    return (
        np.take_along_axis(across, most, axis=3)[..., 0],
        np.take_along_axis(down, most, axis=3)[..., 0],
    )


@cache
def weights_of_cells(side: int) -> Matrix:
    """Return how much every row of pixels counts in every cell, (cells, side)."""
    places = (np.arange(side) + 0.5) / (side // CELLS) - 0.5
    distances = np.abs(places[None] - np.arange(CELLS)[:, None])
    return np.maximum(0, 1 - distances)


def blocks(cells: Matrix) -> Matrix:
    """Return the four cells around every corner, made equally strong together."""
    corners = (
        cells[:, :-1, :-1],
        cells[:, :-1, 1:],
        cells[:, 1:, :-1],
        cells[:, 1:, 1:],
    )
    four = np.concatenate(corners, axis=3)
    four = four / np.sqrt((four * four).sum(axis=3, keepdims=True) + FAINT)
    four = np.minimum(four, CLIP)
    four = four / np.sqrt((four * four).sum(axis=3, keepdims=True) + 1e-6)
    even: Matrix = four.reshape(len(cells), -1)
    return even


def textures(grey: Whole) -> Matrix:
    """Return how often each pattern of lighter and darker neighbours occurs."""
    side = grey.shape[1]
    middle = grey[:, 1:-1, 1:-1]
    codes = np.zeros_like(middle)
    for bit, (down, right) in enumerate(NEIGHBOURS):
        other = grey[:, 1 + down : side - 1 + down, 1 + right : side - 1 + right]
        codes |= (other > middle).astype(np.int64) << bit
    patterns, names = len(set(PATTERNS)), np.array(PATTERNS)
    # Patterns have no place at the edge: where it begins, so does everything.
    return histograms(names[codes], patterns, side, (EVERYTHING, *QUARTERS, MIDDLE))


def patterns() -> list[int]:
    """Return a number for each of the 256 codes: its own if its bits change twice.

    The others, in which light and dark take turns, share number 0.
    """
    found, numbers = 0, []
    for code in range(256):
        bits = [code >> place & 1 for place in range(8)]
        plain = sum(bits[place] != bits[place - 1] for place in range(8)) <= 2
        found += plain
        numbers.append(found if plain else 0)
    return numbers


def colours(sums: Whole) -> Matrix:
    """Return how often each colour occurs, in the whole picture and in its middle."""
    red, green, blue = sums[..., 0], sums[..., 1], sums[..., 2]
    most, least = sums.max(axis=3), sums.min(axis=3)
    spread = most - least
    divisor = np.maximum(spread, 1)
    turn = np.where(
        most == red,
        (green - blue) / divisor,
        np.where(
            most == green, (blue - red) / divisor + 2, (red - green) / divisor + 4
        ),
    )
    turn = np.where(turn < 0, turn + 6, turn)  # a sixth of the colours for each step
    hue = (turn * (HUES // 6)).astype(np.int64) % HUES
    saturation = np.minimum(
        SATURATIONS * spread // np.maximum(most, 1), SATURATIONS - 1
    )
    value = np.minimum(VALUES * most // (255 * 4), VALUES - 1)
    codes = (hue * SATURATIONS + saturation) * VALUES + value
    count = HUES * SATURATIONS * VALUES
    return histograms(codes, count, sums.shape[1], (EVERYTHING, MIDDLE))


def histograms(
    codes: Whole, count: int, side: int, parts: tuple[tuple[int, ...], ...]
) -> Matrix:
    """Return the roots of the shares of each code, one part after the other."""
    found = []
    for part in parts:
        top, bottom, left, right = (share * side // 4 for share in part)
        shown = codes[:, top:bottom, left:right].reshape(len(codes), -1)
        counts = np.stack([np.bincount(row, minlength=count) for row in shown])
        found.append(np.sqrt(counts / shown.shape[1]))
    return np.concatenate(found, axis=1)


PATTERNS = tuple(patterns())
SIZE = (
    2 * (CELLS - 1) ** 2 * 4 * DIRECTIONS
    + 6 * len(set(PATTERNS))
    + 2 * HUES * SATURATIONS * VALUES
)
