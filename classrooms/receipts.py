"""Deleting rows for good, and the receipt that says how many of what there were."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q, QuerySet, TextField
from django.db.models.deletion import Collector
from django.db.models.functions import Cast

from .models import EraseReceipt, Subject, User

Counts = Counter[str]


def leave_receipt(subject: Subject, *ids: UUID | int, by: User | None) -> EraseReceipt:
    """Begin the receipt of what this transaction erases."""
    first, *others = map(str, ids)
    return EraseReceipt.objects.create(
        subject=subject, subject_id=first, other_ids=others, erased_by=by
    )


def delete_rows(*querysets: QuerySet[models.Model]) -> Counts:
    """Delete rows, all that hangs on them, and what the admin site noted of either.

    Returns how many there were, by the name of their model.
    """
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=querysets[0])
    for queryset in querysets:
        collector.collect(queryset.order_by())
    _, noted = LogEntry.objects.filter(is_about(collector)).delete()
    _, deleted = collector.delete()
    return Counter(noted) + Counter(deleted)  # Without those that were none.


def is_about(collector: Collector) -> Q:
    """Match notes about any of the collected rows: they hold what it was called."""
    about = Q(pk__in=[])
    noted = ContentType.objects.filter(logentry__isnull=False).distinct()
    for content_type in noted:
        for keys in keys_of(collector, content_type.model_class()):
            about |= Q(content_type=content_type, object_id__in=keys)
    return about


def keys_of(
    collector: Collector, model: type[models.Model] | None
) -> Iterator[list[str] | QuerySet[models.Model, object]]:
    """Yield the primary keys, as text, of the rows of one model that will go."""
    if model is not None:
        yield [str(row.pk) for row in collector.data.get(model, ())]
    for rows in collector.fast_deletes:
        if rows.model is model:
            yield rows.annotate(key=Cast("pk", TextField())).values("key")
