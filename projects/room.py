"""How much the files of a class take, and whether there is room for more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from classrooms.models import Classroom, User
from classrooms.quotas import QuotaExceeded, policy_for, policy_of

from .models import Project, TrainingExample

if TYPE_CHECKING:
    from classrooms.models import Policy

MEBIBYTE = 1024 * 1024


class NoRoom(QuotaExceeded):
    """The files of the class take all that they may; the message says what to do."""


class NoRoomForExamples(NoRoom):
    def __init__(self, quota: int) -> None:
        sentence = _(
            "There is no room for more: all %(quota)d MB of your class are in use. "
            "Delete something that you no longer need."
        )
        super().__init__(sentence % {"quota": quota})


@dataclass(frozen=True)
class Room:
    """Whose files share one quota: those of a class, or of one person."""

    owner_id: int
    classroom_id: UUID | None = None

    @property
    def policy(self) -> Policy:
        """What binds them as it is now, not as it was when the work began."""
        if self.classroom_id:
            classrooms = Classroom.objects.select_related("policy")
            return policy_of(classrooms.get(pk=self.classroom_id))
        return policy_for(User.objects.get(pk=self.owner_id))

    @property
    def projects(self) -> Q:
        """Those that share it, as a condition of projects."""
        if self.classroom_id is None:
            return Q(owner=self.owner_id, classroom=None)
        of_students = Q(owner__student__classroom=self.classroom_id)
        return of_students | Q(classroom=self.classroom_id)


def room_of(owner_id: int) -> Room:
    """Return the room of somebody's own projects."""
    classrooms = Classroom.objects.filter(students__user=owner_id)
    return Room(owner_id, classrooms.values_list("pk", flat=True).first())


def room_of_project(project: Project) -> Room:
    """Return the room of a project: that of the class that fills it, if one does."""
    if project.classroom_id:
        return Room(project.owner_id, project.classroom_id)
    return room_of(project.owner_id)


def hold_room(room: Room) -> None:
    """Let nobody else who shares it store anything until this transaction ends.

    Whoever holds a project, too, holds the room first, so that none waits for ever.
    """
    # Weaker than deletion, so that students can be added meanwhile.
    if room.classroom_id:
        classrooms = Classroom.objects.filter(pk=room.classroom_id)
        classrooms.select_for_update(no_key=True, of=("self",)).first()
    else:
        owners = User.objects.filter(pk=room.owner_id)
        owners.select_for_update(no_key=True, of=("self",)).first()


def check_fits(
    room: Room, more: int, refusal: Callable[[int], NoRoom] = NoRoomForExamples
) -> None:
    """Raise what `refusal` makes of the quota if `more` bytes do not fit."""
    quota = room.policy.storage_quota
    used = sum(taken(room) for taken in TAKERS)
    if more > 0 and used + more > quota * MEBIBYTE:
        raise refusal(quota)


def bytes_of_examples(room: Room) -> int:
    """Return what the examples take of those who share `room`."""
    projects = Project.objects.filter(room.projects)
    files = TrainingExample.objects.exclude(file="").filter(project__in=projects)
    used: int = files.aggregate(sum=Sum("stored_bytes", default=0))["sum"]
    return used


# What is asked for the bytes of a class; the app above adds that of its models.
TAKERS: list[Callable[[Room], int]] = [bytes_of_examples]
