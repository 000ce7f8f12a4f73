"""What teachers decide on examples: shown to everybody, hidden, or not yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from classrooms.models import User

from ..models import Moderation, Project, TrainingExample
from .examples import note_change
from .locks import lock


@dataclass(frozen=True)
class Moderated:
    """How many examples are in another state now, and which could not be."""

    changed: int
    gone: list[UUID]  # deleted in the meantime
    unseen: list[UUID]  # changed since the teacher looked


@transaction.atomic
def moderate_examples(
    project: Project,
    ids: Sequence[UUID],
    state: str,
    by: User,
    seen: Mapping[UUID, datetime] | None = None,
) -> Moderated:
    """Show or hide those of `ids` that are still there; say what became of the others.

    One that is not as it was when the teacher saw it, at `seen`, is left as it is.
    Raises `Project.DoesNotExist` if it is not theirs to moderate any more.
    """
    lock(project)
    check_may_moderate(project, by)
    stored = {each.pk: each for each in project.examples.filter(pk__in=ids)}
    unseen = [pk for pk, at in (seen or {}).items() if is_newer(stored.get(pk), at)]
    changing = [
        each for pk, each in stored.items() if each.state != state and pk not in unseen
    ]
    was_shown = any(each.state == Moderation.SHOWN for each in changing)
    chosen = project.examples.filter(pk__in=[each.pk for each in changing])
    chosen.update(state=state, changed_at=timezone.now())
    for each in changing:
        each.state = state
    note_change(project, changing, was_shown)
    gone = [pk for pk in ids if pk not in stored]
    return Moderated(len(changing), gone, unseen)


def check_may_moderate(project: Project, by: User) -> None:
    """Raise `Project.DoesNotExist` if `by` may not, in a project that is held."""
    seen = Project.objects.visible_to(by).filter(pk=project.pk).exists()
    if not seen or not project.standing_of(by).may_moderate:
        raise Project.DoesNotExist


def is_newer(example: TrainingExample | None, seen_at: datetime) -> bool:
    return example is not None and example.changed_at > seen_at
