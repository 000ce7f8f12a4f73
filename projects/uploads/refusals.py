"""Why a picture is refused, in words for whoever sent it."""

from django.utils.translation import gettext as _

from ..kinds import BadExample

MEBIBYTE = 1024 * 1024
LARGEST = 8 * MEBIBYTE  # bytes
# What the largest phones take, and other programs make; more would take all memory.
MOST_PIXELS_OF_CAMERAS = 50_000_000
MOST_PIXELS = 25_000_000


class PictureIsEmpty(BadExample):
    def __init__(self) -> None:
        super().__init__(_("This file is empty. Choose another picture."))


class PictureIsTooLarge(BadExample):
    def __init__(self) -> None:
        sentence = _("This picture is too large: %(most)d MB at most. Make it smaller.")
        super().__init__(sentence % {"most": LARGEST // MEBIBYTE})


class NotAPicture(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "This is not a picture that we can read. "
            "Choose a photo or a drawing, such as JPEG, PNG or GIF."
        )
        super().__init__(sentence)


class PictureIsBroken(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "Only a part of this picture arrived, or it is broken. "
            "Try again, or choose another."
        )
        super().__init__(sentence)


class TooManyPixels(BadExample):
    def __init__(self, most: int = MOST_PIXELS) -> None:
        sentence = _(
            "This picture has too many dots: %(most)d million at most. "
            "Make it smaller, or take a screenshot of it."
        )
        super().__init__(sentence % {"most": most // 1_000_000})


def check_size_of_picture(size: int) -> None:
    """Raise `PictureIsTooLarge` for more bytes than anybody has to read."""
    if size > LARGEST:
        raise PictureIsTooLarge
