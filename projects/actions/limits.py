"""How many examples a project takes, and who may add and change which of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Student, User
from classrooms.quotas import QuotaExceeded

from ..models import Moderation, Project, TrainingExample
from .facts import Facts

if TYPE_CHECKING:
    from .examples import NewExample


class CollectingIsClosed(Exception):
    """The teacher lets nobody add anything for now; the message says so."""

    def __init__(self) -> None:
        super().__init__(_("Your teacher has closed the buckets for now."))


class NotYours(Exception):
    """An example of somebody else, which is not theirs to change."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else added this. You can change your own."))


class ShareIsUsed(QuotaExceeded):
    """A student has added as many as everybody may; the message says so."""


def check_may_add(
    project: Project, new: Sequence["NewExample"], author: User, facts: Facts
) -> None:
    """Raise if `author` may not add `new` to a project that is held.

    `CollectingIsClosed`, `NotYours`, or `Project.DoesNotExist` for one that is not
    shared with their class any more. What is restored only has to be theirs, or in
    their care.
    """
    standing = project.standing_of(author)
    fresh = [each for each in new if each.created_at is None]
    restored = [each for each in new if each.created_at is not None]
    if fresh and not standing.may_add:
        raise NotYours
    if standing.may_edit_all:
        return
    if project.classroom_id is None or not facts.is_member:
        raise Project.DoesNotExist
    if fresh and not project.is_collecting:
        raise CollectingIsClosed
    if any(each.author_id != author.pk for each in restored):
        raise NotYours


def check_is_member(project: Project, user: User) -> None:
    """Raise `Project.DoesNotExist` if it is not shared with the student's class now."""
    students = Student.objects.filter(user=user, classroom=project.classroom_id)
    if project.classroom_id is None or not students.exists():
        raise Project.DoesNotExist


def check_are_theirs(
    project: Project, chosen: QuerySet[TrainingExample], user: User
) -> None:
    """Raise `NotYours` if `user` may not change all of `chosen`.

    `Project.DoesNotExist` if they may not even see the project any more.
    """
    if project.standing_of(user).may_edit_all:
        return
    check_is_member(project, user)
    if chosen.exclude(author=user).exists():
        raise NotYours


def state_of(project: Project, new: "NewExample", author: User) -> str:
    """Return who sees an added example: what a student adds may have to wait.

    Restored, too: a teacher may have taken it away after it was deleted once before.
    """
    waits = new.state == Moderation.SHOWN and waits_once_changed(project, author)
    return Moderation.WAITING if waits else new.state


def waits_once_changed(project: Project, by: User) -> bool:
    """Say if what `by` adds or changes has to be approved before everybody sees it."""
    return project.needs_approval and not project.standing_of(by).may_edit_all


def check_example_quotas(
    project: Project, more: int, author: User, facts: Facts
) -> None:
    """Raise `QuotaExceeded` if the project, or its author, may not have `more`."""
    quota = project.example_quota
    room = max(0, quota - facts.used)
    is_shared = project.classroom_id is not None
    if more > room:
        raise QuotaExceeded(sentence_on_room(quota, room, is_shared))
    if not project.standing_of(author).may_edit_all:
        check_student_quota(project, more, facts)


def check_student_quota(project: Project, more: int, facts: Facts) -> None:
    quota = project.student_quota
    if quota is None:
        return
    room = max(0, quota - facts.added)
    if more > room:
        raise ShareIsUsed(sentence_on_share(quota, room))


def sentence_on_room(quota: int, room: int, is_shared: bool = False) -> str:
    full = _(
        "The project is full: it has room for %(quota)d examples. Delete some first."
    )
    if is_shared:
        full = _(
            "The project is full: it has room for %(quota)d examples. "
            "Tell your teacher."
        )
    sentence = ngettext(
        "A project has room for %(quota)d examples, so %(room)d more fits. "
        "Delete some, or add fewer.",
        "A project has room for %(quota)d examples, so %(room)d more fit. "
        "Delete some, or add fewer.",
        room,
    )
    return (sentence if room else full) % {"quota": quota, "room": room}


def sentence_on_share(quota: int, room: int) -> str:
    full = ngettext(
        "Everybody may add %(quota)d example here, and you have. Well done!",
        "Everybody may add %(quota)d examples here, and you have. Well done!",
        quota,
    )
    sentence = ngettext(
        "Everybody may add %(quota)d examples here: %(room)d more of yours fits.",
        "Everybody may add %(quota)d examples here: %(room)d more of yours fit.",
        room,
    )
    return (sentence if room else full) % {"quota": quota, "room": room}
