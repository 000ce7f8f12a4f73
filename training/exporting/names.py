"""Names that people chose, as names of files that every computer takes."""

import re
import unicodedata

from classrooms.names import JOINERS, fold

LONGEST = 120  # bytes, so that a longer ending and a number still fit into 255
# What Windows, macOS or a shell would take for something else.
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
NO_NAME = "_"


def file_name(name: str, taken: set[str], ending: str = "") -> str:
    """Return a safe name, like `name`, that is not in `taken`; add it there."""
    stem = safe(name)
    found, number = f"{stem}{ending}", 1
    while fold(found) in taken:
        number += 1
        found = f"{stem} ({number}){ending}"
    taken.add(fold(found))
    return found


def safe(name: str) -> str:
    """Return `name` without what could lead elsewhere, hide, or not be stored."""
    text = FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    text = "".join(each for each in text if not is_hidden(each))
    text = shorten(text).strip(". ")
    if RESERVED.fullmatch(text.split(".")[0].strip()):
        text = f"_{text}"
    return text or NO_NAME


def is_hidden(character: str) -> bool:
    """Say if it cannot be seen, such as what turns the direction of a line."""
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Cs"} and character not in JOINERS


def shorten(text: str) -> str:
    return text.encode()[:LONGEST].decode(errors="ignore")
