"""Making the columns of an empty project from the first table put into it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from classrooms.models import Policy
from classrooms.names import LONGEST_NAME, check_name, fold, tidy

from .kinds.numbers import read_number
from .models import Field, FieldKind
from .tables import BadTable, Line

# A column with a slip in a few of its cells is still one of numbers.
MOSTLY = 0.8


def guess_fields(
    header: Sequence[str], body: Sequence[Line], policy: Policy
) -> list[Field]:
    """Return the columns of a table, not stored yet, all but the one of the label.

    They are numbered from 1 in the order of the table. Raises `BadTable`.
    """
    label_place = guess_label_place(header)
    places = [place for place in range(len(header)) if place != label_place]
    if not places:
        raise BadTable(
            _("This table has only one column. Add what you know of each row.")
        )
    if len(places) > policy.field_quota:
        raise BadTable(
            _("A project has room for %(quota)d columns. Leave some out.")
            % {"quota": policy.field_quota}
        )
    return [
        guess_field(number, header[place], cells_of(body, place), policy.choice_quota)
        for number, place in enumerate(places, start=1)
    ]


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
