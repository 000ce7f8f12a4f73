"""Files as programs send them inside JSON: written in base64."""

import binascii
import re

from .refusals import Refused

# As browsers write a file: what it is, then its content.
DATA_ADDRESS = re.compile(r"\s*data:[\w.+/-]*(;[\w.+=-]*)*;base64,", re.IGNORECASE)
SPACES = re.compile(r"\s+")


def read_base64(data: object) -> bytes:
    """Return what was sent. Raises `Refused` in the words clients know."""
    if data is None or data == "":
        raise Refused("Missing data")
    if not isinstance(data, str):
        raise Refused("Invalid data")
    start = DATA_ADDRESS.match(data)
    # Some libraries break lines, some leave out what fills up the end.
    written = SPACES.sub("", data[start.end() :] if start else data).rstrip("=")
    written += "=" * (-len(written) % 4)
    try:
        return binascii.a2b_base64(written, strict_mode=True)
    except (binascii.Error, ValueError):
        raise Refused("Invalid data") from None
