"""Reading tables that people upload or paste: any separator, any usual encoding."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

LARGEST_FILE = 4 * 1024 * 1024  # bytes
LONGEST_CELL = 1000  # characters
MOST_LINES = 100_000  # read before giving up
TELLING = 10_000  # characters at the start that show which separator it is
SEPARATORS = ",;\t|"
# What spreadsheets take for the beginning of a formula, also shielded already.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# Whole numbers up to here look the same in every spreadsheet.
LARGEST_WHOLE = 1e15
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BadTable(Exception):
    """The file as a whole cannot be used; the message says what to do about it."""


class NoTable(BadTable):
    """It is a picture, a document, or anything but text."""

    def __init__(self) -> None:
        sentence = _("This is not a table or a list. Save it as CSV, and try again.")
        super().__init__(sentence)


@dataclass(frozen=True)
class Line:
    """One line of a table, with the number by which an editor shows it."""

    number: int
    cells: list[str]


def check_size(size: int) -> None:
    """Raise `BadTable` for more than this site reads at once."""
    if size > LARGEST_FILE:
        raise BadTable(_("This file is too large: 4 MB is the limit. Split it up."))


def decode(content: bytes) -> str:
    """Return the text of a file, whatever usual encoding it was saved in."""
    check_size(len(content))
    text = decode_marked(content)
    if text is None:
        best = from_bytes(content).best()
        text = None if best is None else str(best)
    if text is None:
        raise NoTable
    check_is_text(text)
    return text


def check_is_text(text: str) -> None:
    """Raise `NoTable` for what no text holds."""
    if "\0" in text:
        raise NoTable


def decode_marked(content: bytes) -> str | None:
    """Return the text if the file says its encoding, or if it is plain UTF-8."""
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def read_lines(
    text: str, separator: str | None = None, longest: int = LONGEST_CELL
) -> Iterator[Line]:
    """Yield the lines that have anything in them, the header first.

    What is too long for its column is cut at `longest` characters.
    """
    check_is_text(text)
    separator = separator or find_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 1  # of the next; a cell in quotation marks may have several
    try:
        for cells in reader:
            tidied = [unshield(cell.strip()) for cell in cells]
            if any(tidied):
                yield Line(number, [cell[:longest] for cell in tidied])
            number = reader.line_num + 1
            if reader.line_num > MOST_LINES:
                return
    except csv.Error:
        raise BadTable(
            _("Line %(line)d cannot be read. Is a quotation mark missing?")
            % {"line": reader.line_num}
        ) from None


def find_separator(text: str) -> str:
    """Return what splits the first line into the most columns."""
    # A cell within it is shorter than the longest that `csv` can read.
    first = next(iter(text.lstrip()[:TELLING].splitlines()), "")

    def columns(separator: str) -> int:
        return max(
            (len(row) for row in csv.reader([first], delimiter=separator)), default=0
        )

    return max(SEPARATORS, key=columns)


def shield(text: str) -> str:
    """Return `text` as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def spell(cell: object) -> str:
    """Return a cell: text that is no formula, a number as spreadsheets write it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return str(int(cell))
    return repr(cell) if isinstance(cell, (int, float)) else shield(str(cell))


def unshield(cell: str) -> str:
    """Return what was shielded."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
