"""What texts share that people call the same: those that differ in case and accents.

`static/js/learning/alike.js` does the same, step by step, for what is typed on a page;
`tests/alike.json` has texts from many scripts that both have to agree on.
"""

import re
import unicodedata

# Control characters do nothing in a text, but for those that are spaces; halves of
# characters cannot be stored.
UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
SPACES = re.compile(r"\s+")
# What only tells a program how to show the text. Joiners of emoji and of letters of
# India (U+200D) stay, since they change what is seen.
INVISIBLE_SIGNS = (
    r"\u00ad\u034f\u061c\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f"
)
# Signs for vowels and for reading aloud that Arabic and Hebrew write or leave out.
VOWEL_SIGNS = (
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    r"\u06ea-\u06ed"
)
INVISIBLE = re.compile(f"[{INVISIBLE_SIGNS}]")
LEFT_OUT = re.compile(f"[{INVISIBLE_SIGNS}{VOWEL_SIGNS}]")
# Accents of Latin and Greek letters; Cyrillic ones as far as people may leave them out.
# Elsewhere such marks make other letters, as in й and が, or are the vowels of Hindi.
ACCENTS = re.compile(
    r"(?<=[a-z\u00df-\u02af\u0370-\u03ff])[\u0300-\u036f]+"
    r"|(?<=е)[\u0301\u0308]+|(?<=[аиоуыэюяіє])\u0301+"
)
# Letters and quotation marks that people or keyboards write in two ways, of which
# Unicode does not know that they are one.
LOOSE = str.maketrans(
    {
        **dict(zip("łøđħŧıς‘’ʼ“”„", "lodhtiσ'''\"\"\"", strict=True)),
        **{"ß": "ss", "æ": "ae", "œ": "oe"},
    }
)


def tidy_text(text: str) -> str:
    """Return `text` in one Unicode form, on one line, with single spaces."""
    return unicodedata.normalize("NFC", squeeze(UNWANTED.sub("", text)))


def squeeze(text: str) -> str:
    return SPACES.sub(" ", text).strip(" ")


def alike(text: str) -> str:
    """Return what two texts share that differ in case and accents only.

    It is empty only for a text that is: one made of nothing but signs for vowels, as
    when these are what a class learns, keeps them.
    """
    lower = spread(tidy_text(text)).lower()
    plain = ACCENTS.sub("", LEFT_OUT.sub("", lower).translate(LOOSE))
    return compose(plain) or compose(lower)


def spread(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def compose(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text))
