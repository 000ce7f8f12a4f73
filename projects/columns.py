"""Making the columns of an empty project from the first table put into it."""

import re
from collections import Counter
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from classrooms.names import LONGEST_NAME, check_name, fold, tidy

from .kinds.numbers import read_number
from .models import Field, FieldKind, Project
from .models.label import LONGEST_UNIT
from .tables import BadTable, Line

# A column with a slip in a few of its cells is still one of numbers.
MOSTLY = 0.8
# As in "height (cm)".
WITH_UNIT = re.compile(
    rf"(?P<name>.+?)\s*[(\[](?P<unit>[^()\[\]]{{1,{LONGEST_UNIT}}})[)\]]"
)


def guess_fields(
    project: Project, header: Sequence[str], body: Sequence[Line]
) -> list[Field]:
    """Return the columns of a table, not stored yet, all but the one of the label.

    They are numbered from 1 in the order of the table. Where there are no labels, the
    last one of numbers is to be predicted, unless people say otherwise. Raises
    `BadTable`.
    """
    check_names_are_no_numbers(header)
    quotas, has_labels = project.policy, project.kind.has_labels
    label_place = guess_label_place(header) if has_labels else None
    places = [place for place in range(len(header)) if place != label_place]
    if not places:
        raise BadTable(
            _("This table has only one column. Add what you know of each row.")
        )
    if len(places) > quotas.field_quota:
        raise BadTable(
            _("A project has room for %(quota)d columns. Leave some out.")
            % {"quota": quotas.field_quota}
        )
    fields = [
        guess_field(number, header[place], cells_of(body, place), quotas.choice_quota)
        for number, place in enumerate(places, start=1)
    ]
    if not has_labels:
        take_units_out(fields)
        predict_one(fields)
    return fields


def check_names_are_no_numbers(header: Sequence[str]) -> None:
    """Raise `BadTable` for a table that begins with a row instead of names."""
    if all(read_number(cell) is not None for cell in header):
        raise BadTable(_("Let the first line of the table name its columns."))


def take_units_out(fields: Sequence[Field]) -> None:
    """Have columns such as "height (cm)" called "height", if no two are then."""
    found = [(field, *split_unit(field.name)) for field in fields]
    counts = Counter(fold(name) for _field, name, _unit in found)
    for field, name, unit in found:
        if unit and field.kind == FieldKind.NUMBER and counts[fold(name)] == 1:
            field.name, field.folded_name, field.unit = name, fold(name), unit


def split_unit(heading: str) -> tuple[str, str]:
    """Return the name of a column, and its unit or ""."""
    match = WITH_UNIT.fullmatch(heading)
    return (match["name"], tidy(match["unit"])) if match else (heading, "")


def heading_of(field: Field) -> str:
    """Return what stands above a column in a table that this site writes."""
    return spell_heading(field.name, field.unit)


def spell_heading(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def predict_one(fields: Sequence[Field], number: int | None = None) -> None:
    """Have one column predicted: that `number`, or else the last one of numbers."""
    numbers = [field for field in fields if field.kind == FieldKind.NUMBER]
    chosen = [field for field in numbers if field.number == number] or numbers[-1:]
    for field in fields:
        field.is_predicted = field in chosen


def guess_label_place(header: Sequence[str]) -> int:
    """Return the column called "label", or else the last."""
    words = {"label", fold(_("label"))}
    named = [place for place, cell in enumerate(header) if fold(cell) in words]
    return named[0] if named else len(header) - 1


def cells_of(body: Sequence[Line], place: int) -> list[str]:
    """Return what is in a column, without what is missing."""
    cells = (line.cells[place] for line in body if place < len(line.cells))
    return [tidy(cell[:LONGEST_NAME]) for cell in cells if cell]


def guess_field(
    number: int, name: str, cells: Sequence[str], choice_quota: int
) -> Field:
    try:
        check_name(tidy(name))
    except ValidationError as error:
        raise BadTable(
            _("Column %(number)d, “%(name)s”: %(sentence)s")
            % {
                "number": number,
                "name": name[:LONGEST_NAME],
                "sentence": error.messages[0],
            }
        ) from None
    field = Field(number=number, name=tidy(name), folded_name=fold(name))
    numbers = sum(read_number(cell) is not None for cell in cells)
    if numbers >= MOSTLY * len(cells):
        return field
    field.kind = FieldKind.CHOICE
    field.choices = distinct(cells)
    if len(field.choices) > choice_quota:
        raise BadTable(
            _(
                "“%(name)s” has too many different words to choose from: "
                "%(quota)d at most. Leave this column out."
            )
            % {"name": field.name, "quota": choice_quota}
        )
    return field


def distinct(cells: Sequence[str]) -> list[str]:
    """Return each word once, in the order and the spelling of its first time."""
    words: dict[str, str] = {}
    for cell in cells:
        words.setdefault(fold(cell), cell)
    return list(words.values())
