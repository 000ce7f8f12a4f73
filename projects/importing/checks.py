"""What every line of a table has to be, whatever the kind of project."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from classrooms.names import LONGEST_NAME, check_name, fold, tidy

from ..kinds import BadExample
from ..tables import BadTable, Line
from .found import Import, Row


def check_no_name_comes_twice(cells: Sequence[str]) -> None:
    """Raise `BadTable` for a header that names two columns the same."""
    seen: set[str] = set()
    for cell in cells:
        name = fold(cell)
        if name in seen:
            raise BadTable(
                _("Two columns are called “%(name)s”.") % {"name": cell[:LONGEST_NAME]}
            )
        seen.add(name)


def check_width(line: Line, width: int) -> None:
    """Raise `BadExample` for a line with more or fewer cells than the header."""
    if len(line.cells) != width:
        raise BadExample(
            _("This line has %(found)d columns; the first line has %(width)d.")
            % {"found": len(line.cells), "width": width}
        )


def clean_label_name(cell: str) -> str:
    """Return the name of a label. Raises `BadExample` and `ValidationError`."""
    label_name = tidy(cell)
    if not label_name:
        raise BadExample(_("The label is missing."))
    check_name(label_name)
    return label_name


def add_row(found: Import, row: Row) -> None:
    """Add a good row; a new label is called as where it came first."""
    if row.label_name:
        found.label_names.setdefault(fold(row.label_name), row.label_name)
    found.rows.append(row)


def note_new_labels(found: Import, known: Mapping[str, str]) -> None:
    """Note which labels the rows need beside those that are `known`."""
    used = {fold(row.label_name) for row in found.rows}
    found.new_labels = [
        name
        for folded, name in found.label_names.items()
        if folded in used and folded not in known
    ]
