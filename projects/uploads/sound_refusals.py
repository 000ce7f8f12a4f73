"""Why a sound is refused, in words for whoever sent it."""

from django.utils.translation import gettext as _

from ..kinds import BadExample
from .refusals import LARGEST, MEBIBYTE

SHORTEST, LONGEST = 0.1, 5  # seconds
MOST_CHANNELS = 32
LOWEST_RATE, HIGHEST_RATE = 4_000, 192_000  # samples a second


class SoundIsEmpty(BadExample):
    def __init__(self) -> None:
        super().__init__(_("This file is empty. Choose another sound."))


class SoundIsTooLarge(BadExample):
    def __init__(self) -> None:
        sentence = _("This sound is too large: %(most)d MB at most. Use a shorter one.")
        super().__init__(sentence % {"most": LARGEST // MEBIBYTE})


class NotASound(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "This is not a sound that we can read. "
            "Choose a WAV, MP3, Ogg or FLAC file, or record it."
        )
        super().__init__(sentence)


class OnlyBrowsersReadIt(BadExample):
    """A recording as browsers and phones write it, which the pages make a WAV of."""

    def __init__(self) -> None:
        sentence = _(
            "Only a browser can read this kind of sound. "
            "Choose it on the page of the project, or save it as WAV or MP3."
        )
        super().__init__(sentence)


class SoundIsBroken(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "Only a part of this sound arrived, or it is broken. "
            "Try again, or choose another."
        )
        super().__init__(sentence)


class SoundIsOdd(BadExample):
    """It says of itself what no microphone can do, or needs hundreds of speakers."""

    def __init__(self) -> None:
        sentence = _(
            "This sound is of an odd kind. Save it in mono or stereo, with 44,100 "
            "samples a second, and try again."
        )
        super().__init__(sentence)


class SoundIsTooShort(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "This sound is too short: a tenth of a second at least. Record it again."
        )
        super().__init__(sentence)


class SoundIsTooLong(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "This sound is too long: %(most)d seconds at most. "
            "Cut it into pieces, and add those."
        )
        super().__init__(sentence % {"most": LONGEST})


class SoundIsSilent(BadExample):
    def __init__(self) -> None:
        sentence = _(
            "There is nothing to hear in this sound. Is the microphone on? "
            "Go nearer, and record it again."
        )
        super().__init__(sentence)


def check_size_of_sound(size: int) -> None:
    """Raise `SoundIsTooLarge` for more bytes than anybody has to read."""
    if size > LARGEST:
        raise SoundIsTooLarge
