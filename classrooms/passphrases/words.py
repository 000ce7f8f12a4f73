"""Which words there are to choose from, in each language."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .not_for_children import NOT_FOR_CHILDREN

# By what they call themselves. The lists of xkcdpass for other languages are whole
# dictionaries: 20,000 words and more, most of which no child has ever seen.
LANGUAGES = {
    "cs": "Čeština",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pt": "Português",
}
FEWEST_LETTERS, MOST_LETTERS = 3, 7
# English and German: short lists made for passphrases. The others: BIP 39, 2,048 words
# that differ in their first four letters, chosen so that people can write them down.
SOURCES = {
    "cs": ("mnemonic", "wordlist/czech.txt"),
    "de": ("xkcdpass", "static/ger-short"),
    "en": ("xkcdpass", "static/eff-short"),
    "es": ("mnemonic", "wordlist/spanish.txt"),
    "fr": ("mnemonic", "wordlist/french.txt"),
    "it": ("mnemonic", "wordlist/italian.txt"),
    "pt": ("mnemonic", "wordlist/portuguese.txt"),
}


@cache
def word_list(language: str = "en") -> tuple[str, ...]:
    """Return the words of `language`, or the English ones if it has no list here."""
    language = language if language in SOURCES else "en"
    package, path = SOURCES[language]
    text = files(package).joinpath(path).read_text("utf-8")
    words = unicodedata.normalize("NFC", text).split()
    return tuple(sorted(fit_for_children(words, NOT_FOR_CHILDREN[language])))


def fit_for_children(words: Iterable[str], unfit: frozenset[str]) -> set[str]:
    """Return the short ones that are written in small letters only, and not `unfit`."""
    return {
        word
        for word in words
        if FEWEST_LETTERS <= len(word) <= MOST_LETTERS
        and word.isalpha()
        and word.islower()
        and word not in unfit
    }
