"""Names that people choose, in any script: how they are tidied and compared."""

import re
import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_NAME = 40  # characters
LONGEST_FOLDED = 4 * LONGEST_NAME  # what the columns for folded names hold
# Longer text is no name: one form for all leaves a quarter of it or more. To bring
# it into that form would take Python minutes if it is made of accents only.
LONGEST_TYPED = 10 * LONGEST_NAME
# Joiners hold emoji families and some scripts together, so they stay.
JOINERS = "\u200c\u200d"
# … but not where they hold nothing: such a name looks like another one.
IDLE_JOINERS = re.compile(rf"(?:^|[\s!-~])[{JOINERS}]+(?:[\s!-~]|$)")
# Empty, though Unicode counts them among letters, signs and accents.
BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"


def tidy(name: str) -> str:
    """Return `name` in one Unicode form, with single spaces and none at the ends.

    What is far too long for a name is cut, to something still too long for one.
    """
    squeezed = re.sub(r"\s+", " ", name).strip()
    return unicodedata.normalize("NFC", squeezed[:LONGEST_TYPED])


def fold(name: str) -> str:
    """Return what two names have in common if people would call them the same."""
    # Whole bodies come as names, too: they would fill the memory.
    return fold_short(name if len(name) <= LONGEST_TYPED else tidy(name))


@lru_cache(maxsize=4096)  # A table asks for the same few words again and again.
def fold_short(name: str) -> str:
    return unicodedata.normalize("NFKC", tidy(name)).casefold()


def check_name(name: str) -> None:
    """Raise `ValidationError` for a name that could not be seen or stored."""
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            _("Choose a shorter name: %(longest)d characters at most.")
            % {"longest": LONGEST_NAME}
        )
    if len(fold(name)) > LONGEST_FOLDED:
        raise ValidationError(
            _("Choose a shorter name: some of these characters stand for many.")
        )
    if not any(is_visible(character) for character in name):
        raise ValidationError(_("Type a name."))
    if IDLE_JOINERS.search(name) or any(map(is_hidden, name)):
        raise ValidationError(_("Leave out characters that cannot be seen."))


def is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ" and character not in BLANKS


def is_hidden(character: str) -> bool:
    """Say if `character` is empty, or only does something, as reverse a line."""
    is_seen = unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    return character not in JOINERS and (not is_seen or character in BLANKS)
