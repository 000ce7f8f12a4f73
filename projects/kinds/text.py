"""Text: sentences in any language, to be told apart by label."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.models import Policy
from classrooms.names import is_visible

from .alike import INVISIBLE, UNWANTED, alike, spread, squeeze, tidy_text
from .base import BadExample, Cell, Content, FieldLike
from .loose import loose

LONGEST_TEXT = 1024  # characters of an example
LONGEST_QUESTION = 2048  # characters of a text to be classified
# Between what is typed and what is stored, and between that and what is compared:
# Hangul, and letters with two accents, have three. A few signs stand for eighteen.
WIDEST = 4  # characters
# Bringing a text into one form takes long if it is made of accents only: no letter of
# any script has that many.
MOST_MARKS = 30
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
    has_labels = True
    background_label = ""
    has_fields = False
    file_names = ()
    folder_name = ""
    learns_in_browser = False
    on_twin = gettext_lazy(
        "“%(label)s” has this example already. Type a different one."
    )
    likeness_bits = 0
    quota_names = ("text_quota", "class_text_quota")

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

    def likeness(self, fields: Sequence[FieldLike], content: Content) -> str:
        return loose(content.text)

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        return ["text"]

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        return [content.text]


def clean_text(text: object, longest: int) -> str:
    """Return `text` as it is stored: one Unicode form, one line, single spaces.

    Raises `BadExample` if there is nothing to see, or if it is too long.
    """
    if not isinstance(text, str):
        raise TextIsEmpty(_("Type something first."))
    squeezed = squeeze(UNWANTED.sub("", text[: WIDEST * longest + 1]))
    check_marks(squeezed)
    tidied = tidy_text(squeezed)
    most = WIDEST * longest
    if len(text) > most or len(tidied) > longest or len(spread(tidied)) > most:
        raise TextIsTooLong(
            _("This is too long: %(longest)d characters at most. Cut it into parts.")
            % {"longest": longest}
        )
    if not any(map(is_visible, INVISIBLE.sub("", tidied))):
        raise TextIsEmpty(_("Type something first."))
    return tidied


def check_marks(text: str) -> None:
    """Raise `BadExample` for accents without end: sorting them takes long."""
    if text.isascii():
        return
    runs = groupby(map(unicodedata.combining, text), key=bool)
    if any(is_mark and len(list(run)) > MOST_MARKS for is_mark, run in runs):
        raise BadExample(_("One letter has too many accents. Leave some out."))
