"""Files that no row stands for, where a crash came between a row and its files.

Folders are listed first, then rows are asked for: whatever has a folder had its row
before, so a row that is not there is gone, and not still to come.
"""

import logging
import re
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q

from projects.models import DiscardedFiles, Project, TrainingExample
from projects.tasks import delete_folder

from .models import UNFINISHED, LocalModel, MLModel

logger = logging.getLogger(__name__)

OF_EXAMPLE = re.compile(r"[0-9a-f]{32}")


def sweep_files() -> None:
    """Delete the folders of projects and of models that are gone."""
    sweep_local_models("local")
    project_ids = ids_under("projects")
    there = Project.objects.filter(pk__in=project_ids)
    known = set(there.values_list("pk", flat=True))
    for project_id in project_ids - known:
        sweep(f"projects/{project_id}")
    for project_id in known:
        sweep_models(f"projects/{project_id}/models")
        sweep_examples(project_id, f"projects/{project_id}/examples")


def sweep_models(folder: str) -> None:
    """Delete the folders of models that are gone, or have no use for files any more."""
    model_ids = ids_under(folder)
    has_files = Q(is_current=True) | Q(status__in=UNFINISHED)
    needed = MLModel.objects.filter(has_files, pk__in=model_ids)
    for model_id in model_ids - set(needed.values_list("pk", flat=True)):
        sweep(f"{folder}/{model_id}")


def sweep_examples(project_id: UUID, folder: str) -> None:
    """Delete the folders of examples that have no row, and nobody is about to make one.

    Those on their way in, or kept for somebody to undo, are in the outbox. Both tables
    are asked at once, since a folder goes from one to the other in one moment.
    """
    names = {name for name in folders_in(folder) if OF_EXAMPLE.fullmatch(name)}
    if not names:
        return
    examples = TrainingExample.objects.filter(project=project_id).order_by()
    noted = DiscardedFiles.objects.under(f"{folder}/").order_by()
    needed = set(examples.values_list("file").union(noted.values_list("prefix")))
    for name in names:
        if not {(name,), (f"{folder}/{name}/",)} & needed:
            sweep(f"{folder}/{name}")


def sweep_local_models(folder: str) -> None:
    """Delete the folders of models for browser projects whose hour is over."""
    ids = ids_under(folder)
    there = LocalModel.objects.filter(pk__in=ids)
    for local_model_id in ids - set(there.values_list("pk", flat=True)):
        sweep(f"{folder}/{local_model_id}")


def ids_under(folder: str) -> set[UUID]:
    """Return the ids that folders there are named after; other names are not ours."""
    return {UUID(name) for name in folders_in(folder) if is_id(name)}


def folders_in(folder: str) -> list[str]:
    try:
        folders, _files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return list(folders)


def is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def sweep(folder: str) -> None:
    """Delete one folder; a training that still writes to it deletes the rest."""
    try:
        count = sum(1 for _name in delete_folder(default_storage, folder))
    except Exception as error:  # Each storage raises errors of its own.
        logger.info("A folder is swept again later: %r", error)
    else:
        logger.warning("Files without a row were deleted: %s in %s", count, folder)
