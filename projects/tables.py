"""Tables are read the same way everywhere; who reads examples finds it here."""

from classrooms.tables import (
    TELLING,
    BadTable,
    Line,
    check_size,
    decode,
    find_separator,
    read_lines,
    spell,
)

__all__ = [
    "TELLING",
    "BadTable",
    "Line",
    "check_size",
    "decode",
    "find_separator",
    "read_lines",
    "spell",
]
