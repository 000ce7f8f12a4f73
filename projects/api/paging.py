"""Lists paged by key: new rows never shift what is on the next page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from rest_framework.exceptions import ValidationError

PAGE_SIZE = 50

Row = TypeVar("Row", bound=Model)


def page_of(
    rows: QuerySet[Row], after: str, oldest_first: bool = False
) -> tuple[list[Row], str | None]:
    """Return the page of `rows`, in order of time, that follows the key `after`.

    The second value is the key of the next page, None on the last.
    """
    if after:
        created_at, pk = read_cursor(after)
        way = "gt" if oldest_first else "lt"
        further = Q(**{f"created_at__{way}": created_at})
        rows = rows.filter(further | Q(created_at=created_at, **{f"pk__{way}": pk}))
    order = ["created_at", "pk"] if oldest_first else ["-created_at", "-pk"]
    page = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    if len(page) <= PAGE_SIZE:
        return page, None
    last = page[PAGE_SIZE - 1]
    created_at = last.created_at  # type: ignore[attr-defined]
    return page[:PAGE_SIZE], f"{created_at.isoformat()}~{last.pk}"


def read_cursor(cursor: str) -> tuple[datetime, UUID]:
    created_at, _, pk = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(created_at.replace(" ", "+"))
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC), UUID(pk)
    except (ValueError, OverflowError):
        raise ValidationError({"after": ["This is no page of the list."]}) from None
