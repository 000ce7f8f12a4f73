"""Reading JSON that anybody may have sent: nothing gets in that cannot be stored."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 20  # lists and objects inside each other; ours need five
# PostgreSQL has no place for the first, UTF-8 none for the others.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class BadJSON(Exception):
    """It cannot be read or stored; the message says what to do about it."""


class StorableJSONParser(JSONParser):
    """The API's parser of JSON."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return read_json(stream.read())
        except BadJSON as error:
            raise ParseError(str(error)) from error


def read_json(content: bytes) -> Any:
    """Return what `content` says. Raises `BadJSON`."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise BadJSON(_("This could not be read. Load the page again.")) from None
    check_storable(found)
    return found


def refuse(constant: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(constant)


def check_storable(found: Any) -> None:
    """Raise `BadJSON` for text that cannot be stored, and for what is too deep."""
    level = [found]
    for _depth in range(DEEPEST):
        for each in level:
            if isinstance(each, str) and UNSTORABLE.search(each):
                raise BadJSON(_("Leave out characters that cannot be seen."))
        level = [part for each in level for part in parts_of(each)]
        if not level:
            return
    raise BadJSON(_("This could not be read. Load the page again."))


def parts_of(found: Any) -> Iterable[Any]:
    if isinstance(found, dict):
        return [*found.keys(), *found.values()]
    return found if isinstance(found, list) else ()
