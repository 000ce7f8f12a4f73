"""The verbs: each is one transaction, after which a receipt is all there is."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms import attempts, live, presence
from classrooms.models import (
    Classroom,
    EraseReceipt,
    Invitation,
    Student,
    Subject,
    User,
)
from classrooms.receipts import Counts, delete_rows, leave_receipt
from projects import live as live_projects
from projects.actions import discard_files, discard_waiting, hand_to_owner
from projects.models import DiscardedFiles, Project

from ..models import LocalModel
from .going import Going, hold, of_account, of_classroom, of_students
from .learnt import AfterErasing, Elsewhere, forget

HANDED_OVER = "projects handed over"  # how many of them, on a receipt


class AlreadyErased(Exception):
    """Somebody else was faster: there is nothing left to erase."""


class LastSuperuser(Exception):
    """Nobody could run this site any more; the message says what to do first."""


@transaction.atomic
def erase_students(
    students: Sequence[Student],
    by: User | None,
    models: AfterErasing = AfterErasing.DELETE,
    elsewhere: Elsewhere = Elsewhere.ERASE,
) -> EraseReceipt:
    """Erase those of `students` who are still in their class; one receipt for all.

    `elsewhere` says what becomes of what they have added to projects of others, and
    `models`, if that goes, of what was learnt from it.
    Raises `AlreadyErased` if none is left.
    """
    classroom_ids = frozenset(each.classroom_id for each in students)
    ids = [each.pk for each in students]
    going = hold(lambda: of_students(ids, classroom_ids))
    if not going.users:
        raise AlreadyErased
    left = Student.objects.filter(user__in=going.users, pk__in=ids)
    receipt = leave_receipt(Subject.STUDENT, *left.values_list("pk", flat=True), by=by)
    return erase(going, receipt, models, elsewhere)


@transaction.atomic
def erase_classroom(
    classroom: Classroom,
    by: User | None,
    models: AfterErasing = AfterErasing.DELETE,
    elsewhere: Elsewhere = Elsewhere.ERASE,
) -> EraseReceipt:
    """Erase a class, its students and what they filled together; teachers stay."""
    going = hold(lambda: of_classroom(classroom.pk))
    if not going.classrooms:
        raise AlreadyErased
    subject = Subject.GUEST if classroom.is_of_guest else Subject.CLASSROOM
    receipt = leave_receipt(subject, classroom.pk, by=stays(by, going))
    return erase(going, receipt, models, elsewhere)


@transaction.atomic
def erase_account(
    teacher: User,
    by: User | None,
    models: AfterErasing = AfterErasing.DELETE,
    elsewhere: Elsewhere = Elsewhere.ERASE,
) -> EraseReceipt:
    """Erase a teacher, and the classes that they own. Raises `LastSuperuser`.

    What other classes fill for them goes to those who own these.
    """
    going = hold(lambda: of_account(teacher.pk))
    if teacher.pk not in going.users:
        raise AlreadyErased
    check_may_be_erased(teacher, going)
    receipt = leave_receipt(Subject.ACCOUNT, teacher.pk, by=stays(by, going))
    return erase(going, receipt, models, elsewhere)


def check_may_be_erased(user: User, going: Going) -> None:
    """Raise `LastSuperuser` for the only one left."""
    if going.in_charge == {user.pk}:
        raise LastSuperuser(
            _(
                "You are the only one who runs this site. "
                "Let somebody else run it first."
            )
        )


def stays(by: User | None, going: Going) -> User | None:
    """Return who does it, unless it is done to themselves."""
    return None if by is None or by.pk in going.users else by


def erase(
    going: Going,
    receipt: EraseReceipt,
    models: AfterErasing,
    elsewhere: Elsewhere,
) -> EraseReceipt:
    """Delete all that is held, and say so on the receipt."""
    counts = hand_over(going)
    users = User.objects.filter(pk__in=going.users)
    projects = Project.objects.filter(pk__in=going.projects)
    forget_in_memory(going)
    local_models = LocalModel.objects.filter(user__in=going.users)
    folders = [each.files_prefix for each in projects]
    folders += [each.folder for each in local_models]
    discard_files(*folders, receipt=receipt)
    discard_waiting(undoable(going, projects), receipt)
    counts += forget(going, elsewhere, models, receipt)
    counts += delete_rows(
        invitations_to(going),
        projects,
        Classroom.objects.filter(pk__in=going.classrooms),
        users,
    )
    receipt.note_rows(counts)
    if not DiscardedFiles.objects.filter(receipt=receipt).exists():
        receipt.files_gone_at = timezone.now()
        receipt.save(update_fields=["files_gone_at"])
    tell_teachers(going)
    return receipt


def hand_over(going: Going) -> Counts:
    """Give what classes go on to fill to those who own these; say how much it was."""
    owners = User.objects.filter(pk__in=going.users, is_student=False)
    shared = Project.objects.filter(pk__in=going.handed_over)
    given = sum(
        hand_to_owner(classroom, owner)
        for owner in owners
        for classroom in Classroom.objects.filter(
            pk__in=shared.filter(owner=owner).values("classroom")
        )
    )
    return Counts({HANDED_OVER: given} if given else {})


def undoable(going: Going, projects: QuerySet[Project]) -> QuerySet[DiscardedFiles]:
    """Return what they have deleted, or others of theirs, and could be brought back."""
    inside = DiscardedFiles.objects.under(*(each.files_prefix for each in projects))
    return inside | DiscardedFiles.objects.filter(author__in=going.users)


def invitations_to(going: Going) -> QuerySet[Invitation]:
    """Return invitations to any address of theirs; those they sent go with them."""
    to_them = Q(pk__in=[])
    for email in addresses_of(going):
        to_them |= Q(email__iexact=email)
    return Invitation.objects.filter(to_them)


def addresses_of(going: Going) -> set[str]:
    users = User.objects.filter(pk__in=going.users, email__isnull=False)
    confirmed = EmailAddress.objects.filter(user__in=going.users)
    return {
        *filter(None, users.values_list("email", flat=True)),
        *confirmed.values_list("email", flat=True),
    }


def forget_in_memory(going: Going) -> None:
    """Have Redis forget, after the commit, where they are and how often they guessed.

    It would forget by itself: the former within a minute, the latter within a day.
    """
    students = Student.objects.filter(user__in=going.users)
    guesses = [attempts.of_second_step(each) for each in going.users]
    guesses += [attempts.of_password(each) for each in addresses_of(going)]
    keys = []
    for student in students.select_related("classroom"):
        keys.append(presence.key_of(student.pk))
        guesses.append(attempts.of_passphrase(student.classroom.code, student.username))
    keys += [key for each in guesses for key in each.keys]
    transaction.on_commit(lambda: cache.delete_many(keys), robust=True)


def tell_teachers(going: Going) -> None:
    """Have pages that show their classes, or what those fill, look again."""
    for classroom_id in going.classrooms | going.smaller:
        live.announce(classroom_id)
    for project in Project.objects.filter(pk__in=going.filled).with_policy():
        live_projects.announce_rights(project)
