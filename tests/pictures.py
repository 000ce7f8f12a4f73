"""Pictures of everything that is kept: every table, every file, all of Redis."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import ForeignKey, Model
from redis import Redis

Row = tuple[type[Model], object]


def all_models() -> list[type[Model]]:
    """Return every model there is, those between two others included."""
    models = apps.get_models(include_auto_created=True)
    return [each for each in models if each._meta.managed]


def rows_of(start: Iterable[Model]) -> set[Row]:
    """Return these rows, those that point at them, and so on, however far."""
    found: set[Row] = {(type(row), row.pk) for row in start}
    news = set(found)
    while news:
        news = {row for model in all_models() for row in pointing_at(news, model)}
        news -= found
        found |= news
    return found


def pointing_at(rows: Iterable[Row], model: type[Model]) -> Iterator[Row]:
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey):
            keys = [pk for target, pk in rows if target is field.related_model]
            pointing = model._base_manager.filter(**{f"{field.name}__in": keys})
            yield from ((model, pk) for pk in pointing.values_list("pk", flat=True))


def is_there(row: Row) -> bool:
    model, pk = row
    return model._base_manager.filter(pk=pk).exists()


def in_database(words: Iterable[str]) -> list[str]:
    """Return in which table each word is found, in whatever column, and the row."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT lower(row_to_json(t)::text) FROM "{table}" t')
            for (row,) in cursor.fetchall():
                found += [f"{table}: {word} in {row}" for word in words if word in row]
    return found


def in_storage(words: Iterable[str], folder: str = "") -> list[str]:
    """Return which files and folders have one of the words, in their name or inside."""
    found = []
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # Nothing was ever stored.
        return []
    for name in names:
        with default_storage.open(f"{folder}{name}") as file:
            text = f"{folder}{name} {file.read().decode(errors='replace')}".lower()
        found += [f"{folder}{name}: {word}" for word in words if word in text]
    for inner in folders:
        path = f"{folder}{inner}/"
        found += [f"{path}: {word}" for word in words if word in path]
        found += in_storage(words, path)
    return found


def in_redis(words: Iterable[str]) -> list[str]:
    """Return which keys have one of the words in their name or their value."""
    found = []
    with Redis.from_url(settings.REDIS_URL) as redis:
        for key in redis.scan_iter():
            text = f"{key!r} {redis.dump(key)!r}".lower()
            found += [f"{key!r}: {word}" for word in words if word in text]
    return found
