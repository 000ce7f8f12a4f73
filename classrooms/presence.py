"""Which students have a page of the site open now, and what it shows.

It is kept in Redis, where every web process finds it, and forgotten by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from .models import Student

SECONDS_KEPT = 45  # longer than two beats of a page
STEPS = ("projects", "project", "train", "learn", "make")
BETWEEN_NOTES = timedelta(minutes=1)


@dataclass(frozen=True)
class Place:
    """Where a student is: a step of the way, and the project it is of."""

    step: str = ""
    project_id: UUID | None = None


def group_name(student_id: UUID) -> str:
    """The channel-layer group of all open pages of one student."""
    return f"here.{student_id.hex}"


def key_of(student_id: UUID) -> str:
    return f"here:{student_id.hex}"


def places(student_ids: Iterable[UUID]) -> dict[UUID, Place]:
    """Return where they are, of those of `student_ids` who are here."""
    keys = {key_of(each): each for each in student_ids}
    found = cache.get_many(keys)
    return {
        keys[key]: Place(step, project_id)
        for key, (_page, step, project_id) in found.items()
    }


def arrive(student_id: UUID, page: str, place: Place) -> None:
    """Note that a page was opened, or is looked at again: it is where they are."""
    here = (page, place.step, place.project_id)
    cache.set(key_of(student_id), here, SECONDS_KEPT)


def stay(student_id: UUID, page: str, place: Place) -> bool:
    """Note that a page is still open; say if nobody knew that they are here."""
    latest = latest_page(student_id)
    if latest in (None, page):
        arrive(student_id, page, place)
    return latest is None


def take_over(student_id: UUID, left: str, page: str, place: Place) -> bool:
    """Put `page` in the place of one that was closed, if that was the latest."""
    is_next = latest_page(student_id) in (None, left)
    if is_next:
        arrive(student_id, page, place)
    return is_next


def leave(student_id: UUID, page: str) -> bool:
    """Forget a student who was last seen on `page`; say if it was so."""
    was_latest = latest_page(student_id) == page
    if was_latest:
        cache.delete(key_of(student_id))
    return was_latest


def latest_page(student_id: UUID) -> str | None:
    here = cache.get(key_of(student_id))
    return here[0] if here else None


def note_seen(student_id: UUID) -> None:
    """Keep when they were last here, to the minute."""
    now = timezone.now()
    long_ago = Q(last_seen_at=None) | Q(last_seen_at__lte=now - BETWEEN_NOTES)
    Student.objects.filter(long_ago, pk=student_id).update(last_seen_at=now)
