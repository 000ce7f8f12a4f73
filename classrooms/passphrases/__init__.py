"""Words that children can read and type, put together at random."""

import re
import secrets
import unicodedata

from .words import LANGUAGES, word_list

__all__ = ["LANGUAGES", "WORDS", "make_passphrase", "tidy_passphrase", "word_list"]

WORDS = 3  # of 1,024 or more: 30 bits at least
# Letters that no accent is taken off of, as children type them without.
PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def make_passphrase(language: str = "en") -> str:
    words = word_list(language)
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def tidy_passphrase(typed: str) -> str:
    """Forgive capitals, accents, dashes and extra spaces in what a child typed."""
    apart = unicodedata.normalize("NFKD", typed).casefold()
    letters = "".join(each for each in apart if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", letters.translate(PLAIN)).strip()
