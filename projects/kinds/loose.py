"""What texts share that say the same: their letters, whatever stands between them."""

import re
import unicodedata

from .alike import alike

SPACES = re.compile(r"\s+")
REPEATED = re.compile(r"(\D)\1+")  # Of numbers, 11 is not 1.
# Letters, numbers, and marks: the vowels of Hindi and Thai are marks.
READ = "LNM"


def loose(text: str) -> str:
    """Return what two texts share that differ in little else than how they are written.

    That is punctuation, emoji, spaces and repeated letters, beside what `alike` leaves
    out. Of a text made of emoji or signs alone, those are what it says.
    """
    said = alike(text)
    words = "".join(each for each in said if unicodedata.category(each)[0] in READ)
    return REPEATED.sub(r"\1", words or SPACES.sub("", said))
