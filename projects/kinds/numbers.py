"""Numbers: rows of numbers and choices, to be told apart by label."""

import math
import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.models import Policy
from classrooms.names import fold

from .base import BadExample, Cell, Content, FieldLike, Value, Values

# What a 32-bit float can hold; the forest counts in those.
BIGGEST = 3.4e38
LONGEST_NUMBER = 60  # characters
LONGEST_QUOTE = 40  # characters
DECIMAL_COMMA = re.compile(r"[-+]?\d*,\d+(e[-+]?\d+)?", re.IGNORECASE)


class NumberIsTooSmall(BadExample):
    pass


class NumberIsTooBig(BadExample):
    pass


class Numbers:
    code = "numbers"
    title = gettext_lazy("Numbers")
    about = gettext_lazy("Things you can measure or pick from a list: size, colour.")
    scratch_type = "numbers"
    has_labels = True
    background_label = ""
    has_fields = True
    file_names = ()
    folder_name = ""
    learns_in_browser = False
    on_twin = gettext_lazy(
        "“%(label)s” has this example already. Type a different one."
    )
    keeps_empty_rows = False
    likeness_bits = 0
    quota_names = ("row_quota", "class_row_quota", "field_quota", "choice_quota")

    def example_quota(self, policy: Policy) -> int:
        return policy.row_quota

    def clean(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        values = given.get("values")
        if not isinstance(values, Mapping):
            raise BadExample(_("Fill in at least one column."))
        cleaned = self.clean_values(fields, values)
        check_something_is_known(cleaned)
        return Content(cleaned)

    def change(
        self, fields: Sequence[FieldLike], old: Content, given: Mapping[str, object]
    ) -> Content:
        shown = {
            str(field.number): old.values.get(str(field.number)) for field in fields
        }
        values = given.get("values")
        more = values if isinstance(values, Mapping) else {}
        cleaned = self.clean_values(fields, {**shown, **more})
        if not self.keeps_empty_rows:
            check_something_is_known(cleaned)
        # Those of deleted columns stay, so that a column can be restored.
        return Content({**old.values, **cleaned})

    def fingerprint(self, content: Content) -> str:
        return ""  # Two flowers may well have the same petals.

    def likeness(self, fields: Sequence[FieldLike], content: Content) -> str:
        cells = self.cells(fields, content)
        return "" if all(cell is None for cell in cells) else repr(cells)

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        return [field.name for field in fields]

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        return [content.values.get(str(field.number)) for field in fields]

    def clean_values(
        self, fields: Sequence[FieldLike], values: Mapping[str, object]
    ) -> Values:
        known = {str(field.number) for field in fields}
        if not values.keys() <= known:
            raise BadExample(
                _("This project has other columns now. Load the page again.")
            )
        return {
            str(field.number): clean_value(field, values.get(str(field.number)))
            for field in fields
        }


def check_something_is_known(values: Values) -> None:
    if all(value is None for value in values.values()):
        raise BadExample(_("Fill in at least one column."))


def clean_value(field: FieldLike, value: object) -> Value:
    """Return one cell as it is stored; None where nothing was said."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.kind == "choice":
        return clean_choice(field, value)
    return clean_number(field, value)


def clean_choice(field: FieldLike, value: object) -> str:
    wanted = fold(str(value)) if isinstance(value, (str, int, float)) else ""
    for choice in field.choices:
        if fold(choice) == wanted:
            return choice
    raise BadExample(
        _("“%(value)s” is not one of the choices of “%(field)s”: %(choices)s.")
        % {
            "value": quote(value),
            "field": field.name,
            "choices": ", ".join(field.choices),
        }
    )


def quote(value: object) -> str:
    """Return how a sentence quotes what was sent, which may be of any shape."""
    return str(value)[:LONGEST_QUOTE] if isinstance(value, (str, int, float)) else "…"


def clean_number(field: FieldLike, value: object) -> float:
    number = read_number(value)
    if number is None:
        raise BadExample(
            _("“%(value)s” is not a number. “%(field)s” needs a number, such as 3.5.")
            % {"value": quote(value), "field": field.name}
        )
    if number > BIGGEST:
        raise NumberIsTooBig(
            _("The number for “%(field)s” is too big.") % {"field": field.name}
        )
    if number < -BIGGEST:
        raise NumberIsTooSmall(
            _("The number for “%(field)s” is too small.") % {"field": field.name}
        )
    return number


def read_number(value: object) -> float | None:
    """Return what was meant: with a decimal point or comma, in digits of any script."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        if isinstance(value, str):
            value = value.strip()
            if len(value) > LONGEST_NUMBER or "_" in value:
                return None
            if DECIMAL_COMMA.fullmatch(value):
                value = value.replace(",", ".")
        number = float(value)
    except OverflowError:
        return math.inf if isinstance(value, int) and value > 0 else -math.inf
    except ValueError:
        return None
    if math.isnan(number) or (math.isinf(number) and is_named(value)):
        return None
    return number


def is_named(value: object) -> bool:
    """Say if a number was given by name, as in "inf", which is no measurement."""
    return isinstance(value, str) and any(letter in value.lower() for letter in "in")
