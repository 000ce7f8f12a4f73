"""Rows as programs send them: read by place or by name, checked, or refused."""

from collections.abc import Sequence
from typing import Any

from classrooms.names import fold
from projects.kinds import BadExample, Content, Kind
from projects.kinds.numbers import NumberIsTooBig, NumberIsTooSmall
from projects.models import Field

from .refusals import Refused


def read_row(kind: Kind, fields: Sequence[Field], data: Any) -> Content:
    """Return `data` as it is stored. Raises `Refused` in the words clients know."""
    if is_blank(data):
        raise Refused("Missing data")
    try:
        return kind.clean(fields, {"values": values_of(fields, data)})
    except NumberIsTooSmall:
        raise Refused("Number is too small") from None
    except NumberIsTooBig:
        raise Refused("Number is too big") from None
    except BadExample:
        raise Refused("Invalid data") from None


def is_blank(data: Any) -> bool:
    """Say if nothing at all was filled in."""
    parts = data.values() if isinstance(data, dict) else data
    listed = list(parts) if isinstance(data, (list, dict)) else [data]
    return all(
        each is None or (isinstance(each, str) and not each.strip()) for each in listed
    )


def values_of(fields: Sequence[Field], data: Any) -> dict[str, object]:
    """Return `data`, a list in the order of the fields or an object by their names."""
    if isinstance(data, dict):
        return values_by_name(fields, data)
    if not isinstance(data, list):
        raise Refused("Invalid data")
    if len(data) < len(fields):
        raise Refused("Missing data")
    if len(data) > len(fields):
        raise Refused("Invalid data")
    return {str(field.number): data[place] for place, field in enumerate(fields)}


def values_by_name(
    fields: Sequence[Field], data: dict[str, object]
) -> dict[str, object]:
    numbers = {field.folded_name: str(field.number) for field in fields}
    values = {}
    for name, value in data.items():
        if fold(name) not in numbers:
            raise Refused("Invalid data")
        values[numbers[fold(name)]] = value
    return values
