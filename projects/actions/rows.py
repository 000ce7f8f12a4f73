"""Many rows of a table at once: a block that somebody pastes is stored, or is not."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from classrooms.models import User

from ..kinds import BadExample
from ..models import CONTENT_FIELDS, Moderation, Project, TrainingExample
from .examples import NewExample, note_change, take_in
from .limits import check_are_theirs, waits_once_changed
from .locks import lock

Rows = Mapping[UUID, Mapping[str, object]]  # what is given of each, by field number


@transaction.atomic
def change_rows(project: Project, rows: Rows, new: Rows, author: User) -> list[UUID]:
    """Change `rows`, and add the `new` ones: all of them, or none.

    Values that are not given stay as they are. Returns the ids of rows that are gone.
    Raises `BadExample` and `QuotaExceeded`.
    """
    lock(project)
    if project.kind.has_labels or not project.kind.has_fields:
        raise BadExample(_("A project of this kind has no such table."))
    fields = list(project.live_fields())
    take_in(
        project,
        [
            NewExample(None, project.kind.clean(fields, {"values": values}), id)
            for id, values in new.items()
        ],
        author,
    )
    chosen = project.examples.filter(pk__in=rows)
    check_are_theirs(project, chosen, author)
    changed = list(chosen)
    was_shown = any(each.state == Moderation.SHOWN for each in changed)
    for example in changed:
        example.project = project
        given = {"values": rows[example.pk]}
        example.hold(project.kind.change(fields, example.content, given))
        if example.state == Moderation.SHOWN and waits_once_changed(project, author):
            example.state = Moderation.WAITING
    store_changes(project, changed, was_shown)
    return list(rows.keys() - {example.pk for example in changed})


def store_changes(
    project: Project, changed: Collection[TrainingExample], was_shown: bool
) -> None:
    if changed:
        TrainingExample.objects.bulk_create(
            changed,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["state", *CONTENT_FIELDS],
        )
        note_change(project, list(changed), was_shown)
