"""A zip file in the making: on the disk, so that it may be larger than memory."""

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from classrooms.tables import shield, spell

from .names import file_name

COPIED_AT_ONCE = 256 * 1024  # bytes


class Folder:
    """A folder of the zip file, which takes care that names do not clash."""

    def __init__(self, archive: ZipFile, path: str = "") -> None:
        """Make the folder at `path`, which is empty or ends in a slash."""
        self.archive = archive
        self.path = path
        self.taken: set[str] = set()

    def folder(self, name: str) -> "Folder":
        """Make a folder inside, called after something people have named."""
        return Folder(self.archive, f"{self.path}{file_name(name, self.taken)}/")

    def add_json(self, name: str, content: object) -> None:
        """Add a file that both people and programs can read."""
        text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        with self.open(name) as file:
            file.write(text.encode())

    def add_table(
        self, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> None:
        """Add a table that a spreadsheet opens, and that this site reads again."""
        # The mark at its beginning tells Excel that it is UTF-8.
        with io.TextIOWrapper(self.open(name), "utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow([shield(cell) for cell in header])
            table.writerows([spell(cell) for cell in row] for row in rows)

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """Add a file as it is; those of models are small, or packed already."""
        with self.open(name, size, ZIP_STORED) as copy:
            shutil.copyfileobj(file, copy, COPIED_AT_ONCE)

    def open(
        self, name: str, size: int = 0, compression: int = ZIP_DEFLATED
    ) -> IO[bytes]:
        stem, _dot, ending = name.rpartition(".")
        safe_name = file_name(stem or ending, self.taken, f".{ending}" if stem else "")
        moment = timezone.localtime().timetuple()[:6]
        info = ZipInfo(self.path + safe_name, moment)
        info.compress_type, info.file_size = compression, size
        info.external_attr = 0o644 << 16
        return self.archive.open(info, "w")


def make_archive(write: Callable[[Folder], None]) -> IO[bytes]:
    """Have `write` fill a zip file, from one moment's rows; return it, rewound.

    It has no name on the disk, so it is gone as soon as it is closed, also by a crash.
    """
    file: IO[Any] = tempfile.TemporaryFile()  # noqa: SIM115 (it outlives this)
    try:
        with transaction.atomic(), ZipFile(file, "w") as archive:
            look_at_one_moment()
            write(Folder(archive))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def look_at_one_moment() -> None:
    """Let this transaction see the database as it is now, until it ends."""
    if len(connection.savepoint_ids) == 0:  # Else it has begun long ago, in a test.
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
