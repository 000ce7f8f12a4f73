"""Turning a table into rows: which column is which, and which lines are bad."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from classrooms.names import LONGEST_NAME, fold

from ..columns import guess_fields, heading_of, spell_heading, split_unit
from ..kinds import BadExample
from ..models import Field, Project
from ..tables import BadTable, Line, read_lines
from .checks import (
    add_row,
    check_no_name_comes_twice,
    check_width,
    clean_label_name,
    note_new_labels,
)
from .found import SAMPLE_SIZE, Import, Problem, Row

# At the end of the tables that this site writes; with a number where the project has
# a column of that name itself.
OURS = re.compile(r"(?:.*,)?author( \(\d+\))?,created( \(\d+\))?")
OURS_WITH_LABEL = re.compile(r"label( \(\d+\))?,author( \(\d+\))?,created( \(\d+\))?")
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Header:
    """Which column of a table is which."""

    width: int
    places: dict[int, int]  # column by field number
    label_place: int | None  # None where there are no labels


def read_rows(project: Project, text: str) -> Import:
    """Read a table into rows for `project`. Raises `BadTable` if it cannot be.

    A project without columns gets those of the table.
    """
    fields = list(project.live_fields())
    ours = OURS_WITH_LABEL if project.kind.has_labels else OURS
    lines = without_ours(read_lines(text), fields, ours)
    first = next(lines, None)
    if first is None:
        raise BadTable(_("There is nothing in this table."))
    check_header(first.cells)
    body = read_body(project, lines)
    labels = {label.folded_name: label.name for label in project.live_labels()}
    found = Import(first.cells, dict(labels))
    if not fields:
        fields = found.new_fields = guess_fields(project, first.cells, body)
    header = match_header(project, first.cells, fields)
    found.sample = [line.cells for line in body[:SAMPLE_SIZE]]
    for line in body:
        add_line(found, project, line, header, fields)
    note_new_labels(found, labels)
    return found


def without_ours(
    lines: Iterator[Line], fields: Sequence[Field], pattern: re.Pattern[str]
) -> Iterator[Line]:
    """Leave out who added each row and when, if this site has written the table."""
    width = ours = 0
    for line in lines:
        if not width:
            width = len(line.cells)
            known = {each.folded_name for each in fields}
            ours = count_ours(line.cells, known, pattern)
        cells = line.cells[: width - ours] if len(line.cells) == width else line.cells
        yield Line(line.number, cells)


def count_ours(header: Sequence[str], known: Set[str], pattern: re.Pattern[str]) -> int:
    """Return how many columns of the site's own there are at the end of a header."""
    last = [fold(cell) for cell in header[-3:]]
    ours = pattern.fullmatch(",".join(last)) and not known & set(last[-2:])
    return 2 if ours else 0


def read_body(project: Project, lines: Iterator[Line]) -> list[Line]:
    """Return the lines under the header, if there are not too many or too few."""
    quota = project.example_quota
    body = list(islice(lines, quota + 1))
    if not body:
        raise BadTable(_("There are no rows under the header."))
    if len(body) > quota:
        raise BadTable(
            _("This table is too long: a project has room for %(quota)d rows.")
            % {"quota": quota}
        )
    return body


def check_header(cells: Sequence[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise BadTable(
            _("This table has too many columns: %(most)d at most.")
            % {"most": MOST_COLUMNS}
        )
    check_no_name_comes_twice(cells)


def match_header(
    project: Project, cells: Sequence[str], fields: Sequence[Field]
) -> Header:
    found = {each.number: find_column(each, cells) for each in fields}
    missing = [each.name for each in fields if found[each.number] is None]
    if missing:
        raise BadTable(
            _("The first line has to name every column. Missing: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    places = {number: place for number, place in found.items() if place is not None}
    rest = [place for place in range(len(cells)) if place not in places.values()]
    if project.kind.has_labels:
        return Header(len(cells), places, find_label_column(cells, rest))
    if rest:
        raise unknown_columns([cells[place] for place in rest])
    return Header(len(cells), places, None)


def find_column(field: Field, cells: Sequence[str]) -> int | None:
    """Return where a column of the project is, called with its unit or without.

    People write units in brackets of either kind, with a space before them or none.
    """
    names = [fold(cell) for cell in cells]
    if field.folded_name in names:
        return names.index(field.folded_name)
    headings = [fold(spell_heading(*split_unit(cell))) for cell in cells]
    heading = fold(heading_of(field))
    return headings.index(heading) if heading in headings else None


def find_label_column(cells: Sequence[str], rest: Sequence[int]) -> int:
    """Return which of the `rest` of the columns holds the label."""
    if not rest:
        raise BadTable(_("Add a column called “label” that says what each row is."))
    if len(rest) == 1:
        return rest[0]
    words = {"label", fold(_("label"))}
    raise unknown_columns(
        [cells[place] for place in rest if fold(cells[place]) not in words]
    )


def unknown_columns(names: Sequence[str]) -> BadTable:
    return BadTable(
        _("Your project has no column called %(names)s. Add it, or leave it out.")
        % {"names": ", ".join(f"“{name[:LONGEST_NAME]}”" for name in names)}
    )


def add_line(
    found: Import, project: Project, line: Line, header: Header, fields: list[Field]
) -> None:
    """Add to `found` the row that `line` holds, or what is wrong with it."""
    try:
        row = read_row(project, line, header, fields)
    except BadExample as error:
        found.problems.append(Problem(line.number, str(error)))
    except ValidationError as error:
        found.problems.append(Problem(line.number, error.messages[0]))
    else:
        add_row(found, row)


def read_row(project: Project, line: Line, header: Header, fields: list[Field]) -> Row:
    check_width(line, header.width)
    label_name = ""
    if header.label_place is not None:
        label_name = clean_label_name(line.cells[header.label_place])
    cells = {str(number): line.cells[place] for number, place in header.places.items()}
    return Row(label_name, project.kind.clean(fields, {"values": cells}))
