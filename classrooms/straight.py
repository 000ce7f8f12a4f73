"""Rows that nearly every request reads, asked for straight in SQL.

The ORM writes its question anew each time: for a person with their class that takes it
five times as long as PostgreSQL takes to answer.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

NOTHING: Mapping[str, Any] = {}


def read(
    kinds: Sequence[type[models.Model]],
    rest: str,
    values: Mapping[str, Any] = NOTHING,
) -> list[Any] | None:
    """Return an object of each of `kinds` that go together, or None if none do.

    One that a LEFT JOIN has not found is None.

    `rest` is what follows the columns: FROM these tables, and so on.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns_of(*kinds)} {rest}", values)
        row = cursor.fetchone()
    return None if row is None else take_apart(kinds, row)


@cache
def columns_of(*kinds: type[models.Model]) -> str:
    tables = [(kind._meta.db_table, kind._meta.concrete_fields) for kind in kinds]
    return ", ".join(
        f'"{table}"."{field.column}"' for table, fields in tables for field in fields
    )


def take_apart(kinds: Sequence[type[models.Model]], row: Sequence[Any]) -> list[Any]:
    found = []
    for kind in kinds:
        fields = kind._meta.concrete_fields
        part, row = row[: len(fields)], row[len(fields) :]
        values = [
            understood(field, value) for field, value in zip(fields, part, strict=True)
        ]
        names = [field.attname for field in fields]
        is_there = values[names.index(kind._meta.pk.attname)] is not None
        found.append(kind.from_db("default", names, values) if is_there else None)
    return found


def understood(field: Any, value: Any) -> Any:
    """Return a column's value as objects have it: JSON comes as it is written."""
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, connection)
    return value
