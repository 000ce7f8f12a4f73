"""Text: sentences in any language, to be told apart by label."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.models import Policy
from classrooms.names import is_visible

from .base import BadExample, Cell, Content, FieldLike

LONGEST_TEXT = 1024  # characters of an example
LONGEST_QUESTION = 2048  # characters of a text to be classified
# Bringing a text into one form takes long if it is made of accents only.
LONGEST_TYPED = 4 * LONGEST_QUESTION
# Control characters do nothing in a text, but for those that are spaces.
UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
SPACES = re.compile(r"[\s\ufeff]+")
# Accents of Latin and Greek letters. Elsewhere such marks make other letters, as in
# Russian, or are the vowels, as in Hindi and Thai.
ACCENTED = re.compile(r"([a-z\u0370-\u03ff])[\u0300-\u036f]+", re.IGNORECASE)
# Signs for vowels that Arabic and Hebrew may write or leave out.
VOWEL_SIGNS = re.compile(r"[\u0591-\u05c7\u0640\u064b-\u0652\u0670]")
# Letters that people type as another with an accent, though Unicode knows of none.
LOOSE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i"})
FINGERPRINT_LENGTH = 32  # characters


class TextIsEmpty(BadExample):
    pass


class TextIsTooLong(BadExample):
    pass


class Text:
    code = "text"
    title = gettext_lazy("Text")
    about = gettext_lazy("Sentences in any language: kind or mean, a joke or a fact.")
    scratch_type = "text"
    has_fields = False
    quota_names = ("text_quota",)

    def example_quota(self, policy: Policy) -> int:
        return policy.text_quota

    def clean(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        return Content(text=clean_text(given.get("text"), LONGEST_TEXT))

    def change(
        self, fields: Sequence[FieldLike], old: Content, given: Mapping[str, object]
    ) -> Content:
        return self.clean(fields, given)

    def fingerprint(self, content: Content) -> str:
        digest = hashlib.sha256(alike(content.text).encode()).hexdigest()
        return digest[:FINGERPRINT_LENGTH]

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        return ["text"]

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        return [content.text]


def clean_text(text: object, longest: int) -> str:
    """Return `text` as it is stored: one Unicode form, one line, single spaces.

    Raises `BadExample` if there is nothing to see, or if it is too long.
    """
    if not isinstance(text, str):
        raise BadExample(_("Type something first."))
    tidied = tidy_text(text[: LONGEST_TYPED + 1])
    if len(text) > LONGEST_TYPED or len(tidied) > longest:
        raise TextIsTooLong(
            _("This is too long: %(longest)d characters at most. Cut it into parts.")
            % {"longest": longest}
        )
    if not any(map(is_visible, tidied)):
        raise TextIsEmpty(_("Type something first."))
    return tidied


def tidy_text(text: str) -> str:
    squeezed = SPACES.sub(" ", UNWANTED.sub("", text)).strip(" ")
    return unicodedata.normalize("NFC", squeezed)


def alike(text: str) -> str:
    """Return what two texts share that differ in case and accents only.

    `static/js/learning/alike.js` does the same for what is typed on a page.
    """
    spread = unicodedata.normalize("NFKD", tidy_text(text).upper().lower())
    plain = VOWEL_SIGNS.sub("", ACCENTED.sub(r"\1", spread)).translate(LOOSE)
    return SPACES.sub(" ", unicodedata.normalize("NFKC", plain).lower()).strip(" ")
