"""What texts share that say the same: their letters, whatever stands between them."""

import re
import unicodedata
from functools import lru_cache

from .alike import alike

SPACES = re.compile(r"\s+")
REPEATED = re.compile(r"(\D)\1+")  # Of numbers, 11 is not 1.
# Letters, numbers, and marks: the vowels of Hindi and Thai are marks.
READ = "LNM"


@lru_cache(maxsize=8192)  # A teacher's page compares all of a class again and again.
def loose(text: str) -> str:
    """Return what two texts share that differ in little else than how they are written.

    That is punctuation, emoji, spaces and repeated letters, beside what `alike` leaves
    out. Of a text made of emoji or signs alone, those are what it says.
    """
    said = alike(text)
    words = "".join(each for each in said if unicodedata.category(each)[0] in READ)
    return REPEATED.sub(r"\1", words or SPACES.sub("", said))
