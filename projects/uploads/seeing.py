"""A picture that is only looked at: nothing of it is stored."""

from .opening import is_large
from .pictures import drawn, made_square, turned
from .turns import in_turn


def see_picture(data: bytes) -> bytes:
    """Return the middle of a picture as computers look at it: 224 rows of 224 RGB.

    The same pixels as those of the picture that examples are learnt from, before that
    is made a JPEG. Raises `BadExample`, and `TooManyPictures` as `read_picture` does.
    """
    return in_turn(middle_seen, data) if is_large(data) else middle_seen(data)


def middle_seen(data: bytes) -> bytes:
    with drawn(data) as (source, turn):
        return turned(made_square(source), turn).tobytes()
