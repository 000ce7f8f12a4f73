"""Sentences as programs send them: tidied, checked, or refused."""

from projects.kinds import BadExample, Content
from projects.kinds.text import TextIsEmpty, TextIsTooLong, clean_text
from projects.parsers import UNSTORABLE

from .refusals import Refused


def read_sentence(data: object, longest: int) -> Content:
    """Return `data` as it is stored. Raises `Refused` in the words clients know."""
    if data is None or data == "":
        raise Refused("Missing data")
    # What a page types over, as a control character, a program should hear of.
    if not isinstance(data, str) or UNSTORABLE.search(data):
        raise Refused("Invalid data")
    try:
        return Content(text=clean_text(data, longest))
    except TextIsEmpty:
        raise Refused("Missing data") from None
    except TextIsTooLong:
        raise Refused(f"Text is too long: {longest} characters at most") from None
    except BadExample:
        raise Refused("Invalid data") from None
