"""Turning sentences into examples: a list for one label, or a table that names them."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from classrooms.names import fold

from ..kinds import BadExample
from ..kinds.text import LONGEST_TEXT, TextIsEmpty
from ..models import Label, Project
from ..tables import (
    TELLING,
    BadTable,
    Line,
    find_separator,
    read_lines,
)
from .checks import (
    add_row,
    check_no_name_comes_twice,
    check_width,
    clean_label_name,
    note_new_labels,
)
from .found import SAMPLE_SIZE, Import, Problem, Row

MOST_LINES = 20_000  # read before giving up
LONGEST_CELL = 4 * LONGEST_TEXT  # characters; what is cut is too long in any case
LINE_END = re.compile(r"\r\n?")
# A line of a list; a spreadsheet puts a cell of several lines into quotation marks.
OF_LIST = re.compile(r'"(?P<cell>[^"]*+(?:""[^"]*+)*+)"[^\S\n]*+(?=\n|\Z)|[^\n]+')
Pair = tuple[str, str]  # the folded name of a label, and a fingerprint


@dataclass(frozen=True)
class Header:
    """The first line of a table, and which of its columns is which."""

    cells: list[str]
    text_place: int
    label_place: int


def read_lines_of_text(project: Project, text: str, label: Label | None) -> Import:
    """Read sentences for `label`, or for those that the table itself names.

    Raises `BadTable` if they are neither a list for a label nor such a table.
    """
    text = LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if not text.strip():
        raise BadTable(_("There is nothing to add. Put one example on each line."))
    labels = {each.folded_name: each.name for each in project.live_labels()}
    header = find_header(text, label)
    if header is not None:
        found = Import(header.cells, dict(labels))
        read_all(found, project, lines_of_table(text), header)
    elif label is not None:
        found = Import(project.kind.header([]), dict(labels))
        read_all(found, project, lines_of_list(text), label)
    else:
        raise BadTable(
            _(
                "Choose a label for these lines, or begin with a line that says: "
                "text,label"
            )
        )
    note_new_labels(found, labels)
    return found


def find_header(text: str, label: Label | None) -> Header | None:
    """Return the header of a table, or None for a list.

    A list for a label may begin with any sentence, so that then a table has to name
    both columns; else one called “label” is enough if there is but one other.
    """
    first = next(iter(text.lstrip()[:TELLING].splitlines()), "")
    reader = csv.reader([first], delimiter=find_separator(text))
    cells = [cell.strip() for cell in next(reader, [])]
    names = [fold(cell) for cell in cells]
    of_labels = [
        names.index(each) for each in ("label", fold(_("label"))) if each in names
    ]
    of_texts = [
        names.index(each) for each in ("text", fold(_("text"))) if each in names
    ]
    if not of_labels:
        return None
    if not of_texts and label is None and len(cells) == 2:
        of_texts = [1 - of_labels[0]]
    if not of_texts:
        return None
    check_no_name_comes_twice(cells)
    return Header(cells, of_texts[0], of_labels[0])


def lines_of_table(text: str) -> Iterator[Line]:
    """Yield the lines under the header. Raises `BadTable` if there are none."""
    lines = islice(read_lines(text, longest=LONGEST_CELL), 1, None)
    first = next(lines, None)
    if first is None:
        raise BadTable(_("There are no rows under the header."))
    yield first
    yield from lines


def lines_of_list(text: str) -> Iterator[Line]:
    """Yield the lines that have anything in them; one cell may have several."""
    number, counted = 1, 0
    for match in OF_LIST.finditer(text):
        number += text.count("\n", counted, match.start())
        counted = match.start()
        cell = match["cell"]
        sentence = match[0] if cell is None else cell.replace('""', '"')
        if sentence.strip():
            yield Line(number, [sentence[: LONGEST_CELL + 1]])


def read_all(
    found: Import, project: Project, lines: Iterator[Line], parts: Header | Label
) -> None:
    """Add to `found` what the lines hold. Raises `BadTable` if they are too many."""
    quota, held = project.example_quota, pairs_held(project)
    for count, line in enumerate(lines, start=1):
        if len(found.sample) < SAMPLE_SIZE:
            found.sample.append([cell[:LONGEST_TEXT] for cell in line.cells])
        add_line(found, project, line, parts, held)
        if count > MOST_LINES or len(found.rows) > quota:
            raise BadTable(
                _("This is too long: a project has room for %(quota)d examples.")
                % {"quota": quota}
            )


def pairs_held(project: Project) -> set[Pair]:
    """Return what the labels of a project hold already."""
    stored = project.examples.exclude(fingerprint="")
    return set(stored.values_list("label__folded_name", "fingerprint"))


def add_line(
    found: Import,
    project: Project,
    line: Line,
    parts: Header | Label,
    held: set[Pair],
) -> None:
    """Add to `found` the example that `line` holds, or what is wrong with it."""
    try:
        row = read_row(project, line, parts)
    except TextIsEmpty:
        sentence = _("There is nothing to see in this line.")
        found.problems.append(Problem(line.number, sentence))
    except BadExample as error:
        found.problems.append(Problem(line.number, str(error)))
    except ValidationError as error:
        found.problems.append(Problem(line.number, error.messages[0]))
    else:
        pair = fold(row.label_name), project.kind.fingerprint(row.content)
        if pair in held:
            found.duplicates += 1
        else:
            held.add(pair)
            add_row(found, row)


def read_row(project: Project, line: Line, parts: Header | Label) -> Row:
    if isinstance(parts, Label):
        text, label_name = line.cells[0], parts.name
    else:
        check_width(line, len(parts.cells))
        text = line.cells[parts.text_place]
        label_name = clean_label_name(line.cells[parts.label_place])
    return Row(label_name, project.kind.clean([], {"text": text}))
