"""Examples, and the files of those that have some, on their way into a zip file."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from typing import TypeVar

from django.db.models import QuerySet

from projects.models import Project, TrainingExample
from projects.uploads import FileIsGone, read_file

from .archive import Folder

Row = TypeVar("Row")
ROWS_AT_ONCE = 2000


def in_order(examples: QuerySet[TrainingExample, Row]) -> Iterator[Row]:
    """Return examples as they came in, a few at a time in memory."""
    return examples.order_by("created_at", "pk").iterator(chunk_size=ROWS_AT_ONCE)


def write_files(
    folder: Folder, project: Project, examples: QuerySet[TrainingExample]
) -> dict[str, str]:
    """Write what people look at of each of `examples` that is a file, by label.

    Returns where in `folder` each is, by its name in storage: nowhere if it is gone.
    """
    kind = project.kind
    if not kind.file_names:
        return {}
    inside = Folder(folder.archive, f"{folder.path}{kind.folder_name}/")
    folders = {label.pk: inside.folder(label.name) for label in project.live_labels()}
    written: Counter[int] = Counter()
    paths = {}
    listed = examples.exclude(file="").values_list("label", "file")
    for label, file in in_order(listed):
        written[label] += 1
        stored = f"{project.examples_prefix}{file}/{kind.file_names[0]}"
        path = copy_file(stored, folders[label], str(written[label]))
        paths[file] = path.removeprefix(folder.path)
    return paths


def copy_file(stored: str, folder: Folder, name: str) -> str:
    """Copy a file into `folder`; return its path, or nothing for one that is gone.

    One at a time is in memory, and none is larger than a photo.
    """
    try:
        content = read_file(stored)
    except FileIsGone:  # It was deleted after this moment's rows were read.
        return ""
    name += PurePath(stored).suffix
    folder.add_file(name, BytesIO(content), len(content))
    return folder.path + name
