"""A picture that is only looked at: nothing of it is stored."""

from .colours import blendable
from .opening import opened
from .pictures import (
    SIDE_FOR_LEARNING,
    draw_smaller,
    made,
    middle_of,
    turn_written_in,
)


def see_picture(data: bytes) -> bytes:
    """Return the middle of a picture as computers look at it: 224 rows of 224 RGB.

    The same pixels as those of the picture that examples are learnt from, before that
    is made a JPEG. Raises `BadExample`.
    """
    with opened(data) as image:
        draw_smaller(image)
        image.load()
        turn = turn_written_in(image)
        source = blendable(image)
        side = (SIDE_FOR_LEARNING, SIDE_FOR_LEARNING)
        square = made(source, side, middle_of(source.size))
    return (square if turn is None else square.transpose(turn)).tobytes()
