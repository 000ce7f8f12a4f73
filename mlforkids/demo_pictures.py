"""Pictures of the demo, drawn by the computer: shapes as children paint them."""

import math
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
Outline = Callable[[float], list[Point]]

SIZE = 256  # pixels on each side
EACH = 12  # pictures of every shape
LARGE = 2 * SIZE  # as they are drawn first, so that edges get soft
SPECKS = 64  # on each side of a sheet, as no paper is quite even
GRAIN = 0.05  # how much they are seen

PAPERS: list[Colour] = [
    (255, 253, 245),
    (226, 240, 255),
    (255, 235, 214),
    (236, 228, 250),
]
INKS: list[Colour] = [
    (31, 37, 68),
    (201, 52, 43),
    (24, 120, 79),
    (47, 91, 215),
    (139, 70, 193),
    (180, 88, 12),
]


def pictures_of(shape: str) -> Iterator[bytes]:
    """Yield pictures of a shape as JPEG, the same ones every time.

    Every shape has the same colours: what tells them apart is the shape alone.
    """
    for number in range(EACH):
        chance = Random(f"{shape} {number}")  # noqa: S311 (nothing secret)
        paper = Image.new("RGB", (LARGE, LARGE), PAPERS[number % len(PAPERS)])
        ink, is_full = INKS[number % len(INKS)], number < EACH // 2
        draw(paper, SHAPES[shape], ink, is_full, chance)
        small = paper.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
        yield speckled(small, chance)


def draw(
    paper: Image.Image, outline: Outline, ink: Colour, is_full: bool, chance: Random
) -> None:
    """Draw a shape, full or as a line; its size, place and turn are drawn by lot."""
    radius = chance.uniform(0.26, 0.4) * LARGE
    across, down = (chance.uniform(0.44, 0.56) * LARGE for _ in range(2))
    turn = chance.uniform(-0.25, 0.25)
    points = [(across + radius * x, down + radius * y) for x, y in outline(turn)]
    pen = ImageDraw.Draw(paper)
    if is_full:
        pen.polygon(points, fill=ink)
    else:
        width = round(chance.uniform(0.03, 0.06) * LARGE)
        pen.line([*points, *points[:2]], fill=ink, width=width, joint="curve")


def speckled(image: Image.Image, chance: Random) -> bytes:
    grain = Image.frombytes("L", (SPECKS, SPECKS), chance.randbytes(SPECKS * SPECKS))
    file = BytesIO()
    Image.blend(image, grain.resize(image.size).convert("RGB"), GRAIN).save(
        file, "JPEG"
    )
    return file.getvalue()


def corners(count: int, turn: float, radii: tuple[float, ...] = (1.0,)) -> list[Point]:
    """Return points around the middle, at each of `radii` in turn."""
    angles = [
        turn - math.pi / 2 + 2 * math.pi * place / count for place in range(count)
    ]
    return [
        (
            radii[place % len(radii)] * math.cos(angle),
            radii[place % len(radii)] * math.sin(angle),
        )
        for place, angle in enumerate(angles)
    ]


SHAPES: dict[str, Outline] = {
    "circle": lambda turn: corners(72, turn),
    "square": lambda turn: corners(4, turn + math.pi / 4),
    "star": lambda turn: corners(10, turn, (1.0, 0.42)),
}
