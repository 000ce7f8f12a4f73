"""A picture that is only looked at: nothing of it is stored."""

from .colours import blendable
from .opening import is_large, opened
from .pictures import (
    SIDE_FOR_LEARNING,
    draw_smaller,
    made,
    middle_of,
    turn_written_in,
)
from .turns import in_turn


def see_picture(data: bytes) -> bytes:
    """Return the middle of a picture as computers look at it: 224 rows of 224 RGB.

    The same pixels as those of the picture that examples are learnt from, before that
    is made a JPEG. Raises `BadExample`, and `TooManyPictures` as `read_picture` does.
    """
    return in_turn(middle_seen, data) if is_large(data) else middle_seen(data)


def middle_seen(data: bytes) -> bytes:
    with opened(data) as image:
        draw_smaller(image)
        image.load()
        turn = turn_written_in(image)
        source = blendable(image)
        side = (SIDE_FOR_LEARNING, SIDE_FOR_LEARNING)
        square = made(source, side, middle_of(source.size))
    return (square if turn is None else square.transpose(turn)).tobytes()
