"""What each character is to a reader of sentences, in every script.

Unicode 14, as Python 3.11 knows it. tools/letters.py writes the same down for browsers,
static/js/learning/letters.js: they may know less of Unicode, or more.
"""

import unicodedata
from enum import StrEnum


class Letter(StrEnum):
    GAP = "G"  # Spaces, commas, and so on.
    UNKNOWN = "U"  # Not in Unicode 14: a gap, and not to be normalised.
    WORD = "W"  # Letters and digits of scripts that leave gaps between words.
    NEW = "N"  # The same, but not to be normalised.
    PIECE = "P"  # Letters of scripts without such gaps: each counts by itself.
    MARK = "M"  # Belongs to the letter before it.
    SYMBOL = "S"  # A picture or a sign: a word of its own.
    FLAG = "F"  # Half a flag.
    SILENT = "I"  # As good as not there: joiners, directions, skin colours.


NOT_NORMALISED = frozenset({Letter.UNKNOWN, Letter.NEW})

Range = tuple[int, int]  # The first character and the last.

# The blocks of Han, kana, Thai, Lao, Myanmar and Khmer.
_WITHOUT_GAPS: tuple[Range, ...] = (
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
# Younger than Unicode 10, the oldest that a browser of ours may have (Safari 12), and
# changed by lower case or normalisation. From DerivedAge.txt of Unicode 14.
# fmt: off
_NEW: tuple[Range, ...] = (
    (0x7FD, 0x7FD), (0x898, 0x89F), (0x8CA, 0x8D3), (0x9FE, 0x9FE), (0xC3C, 0xC3C),
    (0xEBA, 0xEBA), (0x1715, 0x1715), (0x1ABF, 0x1ACE), (0x1C90, 0x1CBF),
    (0x1DFA, 0x1DFA), (0x2C2F, 0x2C2F), (0x32FF, 0x32FF), (0xA7B8, 0xA7F5),
    (0xA82C, 0xA82C), (0xAB69, 0xAB69), (0x10570, 0x10595), (0x10781, 0x107BA),
    (0x10D24, 0x10D27), (0x10EAB, 0x10EAC), (0x10F46, 0x10F50), (0x10F82, 0x10F85),
    (0x11070, 0x11070), (0x1133B, 0x1133B), (0x1145E, 0x1145E), (0x11839, 0x1183A),
    (0x11930, 0x11943), (0x119E0, 0x119E0), (0x11D97, 0x11D97), (0x16E40, 0x16E5F),
    (0x16FF0, 0x16FF1), (0x1E130, 0x1E136), (0x1E2AE, 0x1E2AE), (0x1E2EC, 0x1E2EF),
    (0x1F16C, 0x1F16C), (0x1FBF0, 0x1FBF9),
)
# fmt: on
_FLAGS: Range = (0x1F1E6, 0x1F1FF)
_SILENT: tuple[Range, ...] = (
    (0xFE00, 0xFE0F),  # Variation selectors.
    (0x1F3FB, 0x1F3FF),  # Skin colours.
    (0xE0100, 0xE01EF),  # More variation selectors.
)
_VOICED = "ﾞﾟ"  # Marks of half-width kana, letters by category.
_SIGNS = "!?"  # The punctuation that children mean.


class _Letters(dict[str, Letter]):
    """Remembers what was asked: most sentences use few characters."""

    def __missing__(self, character: str) -> Letter:
        letter = self[character] = letter_of(character)
        return letter


LETTERS = _Letters()


def letter_of(character: str) -> Letter:
    """Return what a character is; LETTERS[character] is faster."""
    category = unicodedata.category(character)
    if category == "Cn":
        return Letter.UNKNOWN
    if _within(character, _NEW):
        return Letter.NEW
    if category == "Cf" or _within(character, _SILENT):
        return Letter.SILENT
    if _within(character, (_FLAGS,)):
        return Letter.FLAG
    if category[0] == "M" or character in _VOICED:
        return Letter.MARK
    if category[0] == "S" or character in _SIGNS:
        return Letter.SYMBOL
    if category[0] not in "LN":
        return Letter.GAP
    has_no_gaps = category[0] == "L" and _within(character, _WITHOUT_GAPS)
    return Letter.PIECE if has_no_gaps else Letter.WORD


def _within(character: str, ranges: tuple[Range, ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)
