"""Pictures: made again from their pixels, so that nothing else of them is kept."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from PIL import ExifTags, Image
from PIL.JpegImagePlugin import JpegImageFile

from ..kinds.images import FOR_LEARNING, KEPT, THUMBNAIL
from .colours import as_seen, blendable
from .likeness import likeness_of
from .opening import is_large, opened
from .prepared import Prepared, digest
from .turns import in_turn

LONGEST_SIDE = 512  # pixels, of the picture that is kept
SIDE_FOR_LEARNING = 224
SIDE_OF_THUMBNAIL = 128
# Twice as many pixels as are needed make as good a small picture as all of them.
ENOUGH = 2
TURNS = {  # How it has to be turned, by what cameras write.
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Size = tuple[int, int]
Turn = Image.Transpose | None
Box = tuple[float, float, float, float]  # left, top, right, bottom


def read_picture(data: bytes) -> Prepared:
    """Return the three files that a picture is stored as.

    Raises `BadExample`, and `TooManyPictures` where others wait already.

    They show it turned as it was taken, its first frame, in sRGB, on white.
    """
    return in_turn(make_files, data) if is_large(data) else make_files(data)


def make_files(data: bytes) -> Prepared:
    with drawn(data) as (source, turn):
        whole = turned(made(source, fitting(source.size)), turn)
        square = turned(made_square(source), turn)
    thumbnail = square.resize((SIDE_OF_THUMBNAIL, SIDE_OF_THUMBNAIL))
    return Prepared(
        {
            KEPT: encoded(whole, "JPEG", quality=88),
            FOR_LEARNING: encoded(square, "JPEG", quality=92, subsampling="4:4:4"),
            THUMBNAIL: encoded(thumbnail, "WEBP", quality=80, method=2),
        },
        digest(square.tobytes()),
        likeness_of(square),
    )


@contextmanager
def drawn(data: bytes) -> Iterator[tuple[Image.Image, Turn]]:
    """Give the pixels of a picture, and how they have to be turned.

    Raises `BadExample`, also for what goes wrong with them then.
    """
    with opened(data) as image:
        draw_smaller(image)
        image.load()
        turn = turn_written_in(image)
        yield blendable(image), turn


def draw_smaller(image: Image.Image) -> None:
    """Have a JPEG decoded at a fraction of its size, which saves time and memory."""
    scale = ENOUGH * max(
        LONGEST_SIDE / max(image.size), SIDE_FOR_LEARNING / min(image.size)
    )
    if isinstance(image, JpegImageFile) and scale < 1:
        wanted = (round(image.width * scale), round(image.height * scale))
        image.draft(None, wanted)


def fitting(size: Size) -> Size:
    """Return the size of the picture that is kept: no side longer than allowed."""
    scale = min(1, LONGEST_SIDE / max(size))
    width, height = (max(1, round(side * scale)) for side in size)
    return width, height


def middle_of(size: Size) -> Box:
    """Return the largest square around the middle."""
    side = min(size)
    left, top = (size[0] - side) / 2, (size[1] - side) / 2
    return left, top, left + side, top + side


def turned(image: Image.Image, turn: Turn) -> Image.Image:
    return image if turn is None else image.transpose(turn)


def turn_written_in(image: Image.Image) -> Turn:
    """Return how a picture has to be turned to stand as it was taken."""
    with suppress(Exception):  # Written by whatever program, and often badly.
        return TURNS.get(int(image.getexif().get(ExifTags.Base.Orientation, 1)))
    return None


def made_square(source: Image.Image) -> Image.Image:
    """Return the middle of the picture, as large as computers look at it."""
    side = (SIDE_FOR_LEARNING, SIDE_FOR_LEARNING)
    return made(source, side, middle_of(source.size))


def made(source: Image.Image, size: Size, box: Box | None = None) -> Image.Image:
    """Return `box` of the picture, or all of it, in that size."""
    smaller = source.resize(size, box=box, reducing_gap=ENOUGH)
    return as_seen(smaller)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()
