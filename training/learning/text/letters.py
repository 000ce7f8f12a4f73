"""What each character is to a reader of sentences, in every script.

Unicode 14, as Python 3.11 knows it; static/js/learning/letters.js says the same, so
that browsers of any age read a sentence as the server does.
"""

import unicodedata
from enum import StrEnum


class Letter(StrEnum):
    GAP = "."  # Spaces, commas, characters of tomorrow.
    WORD = "w"  # Letters and digits of scripts that leave gaps between words.
    PIECE = "p"  # Letters of scripts that do not: each counts by itself.
    MARK = "m"  # Belongs to the letter before it.
    SYMBOL = "s"  # A picture or a sign: a word of its own.
    FLAG = "f"  # Half a flag.
    SILENT = "-"  # Not there: joiners, directions, skin colours.


# Han, kana, Thai, Lao, Myanmar, Khmer: first and last characters of their blocks.
WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)
FLAGS = range(0x1F1E6, 0x1F200)
SKIN_COLOURS = range(0x1F3FB, 0x1F400)
VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
SIGNS = frozenset("!?")  # Punctuation that children mean: "!!!".


class _Letters(dict[str, Letter]):
    """Remembers what was asked: most sentences use few characters."""

    def __missing__(self, character: str) -> Letter:
        letter = self[character] = _look_up(character)
        return letter


LETTERS = _Letters()


def _look_up(character: str) -> Letter:
    code = ord(character)
    category = unicodedata.category(character)
    if code in FLAGS:
        return Letter.FLAG
    if category == "Cf" or code in SKIN_COLOURS or any(code in r for r in VARIATIONS):
        return Letter.SILENT
    if category[0] == "M":
        return Letter.MARK
    if category[0] == "L" and any(low <= code <= high for low, high in WITHOUT_SPACES):
        return Letter.PIECE
    if category[0] in "LN":
        return Letter.WORD
    return Letter.SYMBOL if category[0] == "S" or character in SIGNS else Letter.GAP
