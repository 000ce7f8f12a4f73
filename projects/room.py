"""How much the files of a class take, and whether there is room for more."""

from collections.abc import Callable

from django.db.models import Sum
from django.utils.translation import gettext as _

from classrooms.models import Classroom, User
from classrooms.quotas import QuotaExceeded, policy_for

from .models import TrainingExample

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


def hold_room(owner_id: int) -> None:
    """Let nobody else of the class store anything until this transaction ends.

    Whoever holds a project, too, holds the room first, so that none waits for ever.
    """
    classrooms = Classroom.objects.filter(students__user=owner_id)
    # Weaker than deletion, so that students can be added meanwhile.
    held = classrooms.select_for_update(no_key=True, of=("self",)).first()
    if held is None:
        owners = User.objects.filter(pk=owner_id)
        owners.select_for_update(no_key=True, of=("self",)).first()


def check_fits(
    owner_id: int, more: int, refusal: Callable[[int], NoRoom] = NoRoomForExamples
) -> None:
    """Raise what `refusal` makes of the quota if `more` bytes do not fit."""
    # As they are now, not as they were when the work began.
    owner = User.objects.select_related("student__classroom__policy").get(pk=owner_id)
    quota = policy_for(owner).storage_quota
    used = sum(taken(owner) for taken in TAKERS)
    if more > 0 and used + more > quota * MEBIBYTE:
        raise refusal(quota)


def bytes_of_examples(owner: User) -> int:
    """Return what the examples take that share one quota with those of `owner`."""
    files = TrainingExample.objects.exclude(file="")
    if owner.is_student and hasattr(owner, "student"):
        classroom = owner.student.classroom_id
        files = files.filter(project__owner__student__classroom=classroom)
    else:
        files = files.filter(project__owner=owner)
    used: int = files.aggregate(sum=Sum("stored_bytes", default=0))["sum"]
    return used


# What is asked for the bytes of a class; the app above adds that of its models.
TAKERS: list[Callable[[User], int]] = [bytes_of_examples]
