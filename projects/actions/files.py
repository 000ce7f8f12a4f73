"""Files of examples: kept while a deletion can be undone, and deleted when it cannot.

A folder without a row has a row in the outbox, `DiscardedFiles`, from before its first
file until after its last. Who stores an example takes that row out, in one transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ..kinds import BadExample, Content
from ..models import DiscardedFiles, Project, TrainingExample

# A little longer than undoing is allowed, so that nobody undoes what is half gone.
KEPT_TO_UNDO = timedelta(minutes=65)
TIME_TO_UPLOAD = timedelta(minutes=10)  # from the first file to the row


class FilesAreGone(BadExample):
    """It waited for too long in the outbox; the message says so."""

    def __init__(self) -> None:
        super().__init__(_("This can no longer be undone: it was too long ago."))


def keep_to_undo(project: Project, deleted: Iterable[TrainingExample]) -> None:
    """Have the files of deleted examples follow them, after the time to undo it."""
    DiscardedFiles.objects.bulk_create(
        [
            DiscardedFiles(
                prefix=project.folder_of(example.file),
                author_id=example.author_id,
                keep_until=timezone.now() + KEPT_TO_UNDO,
            )
            for example in deleted
            if example.file
        ]
    )


def take_out(project: Project, contents: Sequence[Content]) -> None:
    """Keep the files of `contents` from being deleted, since rows will need them.

    Raises `FilesAreGone` if one may be deleted at this moment, or is already.
    """
    names = [content.file.name for content in contents if content.file]
    if not names:
        return
    waiting = kept(project.folder_of(name) for name in names)
    if waiting.delete()[0] < len(set(names)):
        raise FilesAreGone


def kept(prefixes: Iterable[str]) -> QuerySet[DiscardedFiles]:
    return DiscardedFiles.objects.filter(
        prefix__in=list(prefixes), keep_until__gt=timezone.now()
    )


def note_upload(prefix: str) -> DiscardedFiles:
    """Note, before the first file is written, that nothing may be left of it."""
    until = timezone.now() + TIME_TO_UPLOAD
    return DiscardedFiles.objects.create(prefix=prefix, keep_until=until)


def let_go(discarded_id: int) -> bool:
    """Let files be deleted at once that were to wait; say if they still waited."""
    waiting = DiscardedFiles.objects.filter(pk=discarded_id)
    return waiting.update(keep_until=None) > 0
