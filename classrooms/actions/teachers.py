"""Who teaches a class: inviting, accepting, leaving, handing over.

Every verb holds the class's row first, so that two at once happen one after the other.
"""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import live
from ..models import Classroom, Invitation, Role, Teaching, User
from ..quotas import QuotaExceeded, check_quota
from .classrooms import check_classroom_quota
from .holding import hold

MOST_OPEN_INVITATIONS = 20  # of one class
# What is done when a teacher leaves a class that is held; apps above add to it.
WHEN_ONE_LEAVES: list[Callable[[Classroom, User], object]] = []


class InvitationIsOver(Exception):
    """It cannot be accepted any more; the message says why."""


@transaction.atomic
def invite_teacher(classroom: Classroom, by: User, email: str) -> Invitation:
    """Invite the owner of an address to help to teach; `by` owns the class."""
    hold(classroom)
    email = email.strip().lower()
    check_is_new(classroom, by, email)
    check_quota(
        classroom.invitations.open().count(),
        1,
        MOST_OPEN_INVITATIONS,
        _("%(quota)d invitations are open, which is the limit. Take one back first.")
        % {"quota": MOST_OPEN_INVITATIONS},
    )
    classroom.invitations.filter(email__iexact=email).delete()  # It has ended.
    return classroom.invitations.create(email=email, invited_by=by)


def check_is_new(classroom: Classroom, by: User, email: str) -> None:
    """Raise `ValidationError` if that address needs no invitation."""
    for teacher in classroom.teachers.prefetch_related("emailaddress_set"):
        addresses = {each.email.lower() for each in teacher.emailaddress_set.all()}
        if email in addresses | {(teacher.email or "").lower()}:
            raise ValidationError(
                _("This is your own address. Type a colleague’s.")
                if teacher == by
                else _("%(name)s teaches this class already.") % {"name": teacher}
            )
    if classroom.invitations.open().filter(email__iexact=email).exists():
        raise ValidationError(
            _("This address is invited already. You can send the letter again.")
        )


@transaction.atomic
def renew_invitation(invitation: Invitation) -> Invitation:
    """Give the invited teacher the full time to accept again."""
    hold(invitation.classroom)
    if not Invitation.objects.filter(pk=invitation.pk).exists():
        raise InvitationIsOver(say_not_there())
    invitation.created_at = timezone.now()
    invitation.save(update_fields=["created_at"])
    return invitation


@transaction.atomic
def take_back_invitation(classroom: Classroom, invitation_id: UUID) -> None:
    """End an invitation, if it has not been accepted."""
    hold(classroom)
    count, _rows = classroom.invitations.filter(pk=invitation_id).delete()
    if not count:
        raise InvitationIsOver(say_not_there())


def say_not_there() -> str:
    return _("This invitation is no longer there. It was accepted or taken back.")


@transaction.atomic
def accept_invitation(invitation_id: UUID, teacher: User) -> Classroom:
    """Let `teacher` help in the class, if it is they who are invited."""
    invitation = hold_invitation(invitation_id, teacher)
    classroom = invitation.classroom
    Teaching.objects.get_or_create(
        classroom=classroom, user=teacher, defaults={"role": Role.CO_TEACHER}
    )
    classroom.invitations.sent_to(teacher).delete()
    live.announce(classroom.pk)
    return classroom


@transaction.atomic
def decline_invitation(invitation_id: UUID, teacher: User) -> None:
    hold_invitation(invitation_id, teacher).delete()


def hold_invitation(invitation_id: UUID, teacher: User) -> Invitation:
    """Return an open invitation to `teacher`, of a class whose row is now held."""
    hold(open_invitation(invitation_id).classroom)
    invitation = open_invitation(invitation_id)
    if not Invitation.objects.sent_to(teacher).filter(pk=invitation.pk).exists():
        raise PermissionDenied(
            _("This invitation is for %(email)s. Log in with that address.")
            % {"email": invitation.masked_email}
        )
    return invitation


def open_invitation(invitation_id: UUID) -> Invitation:
    """Return an invitation that can be accepted, or raise `InvitationIsOver`."""
    invitations = Invitation.objects.select_related("classroom", "invited_by")
    invitation = invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise InvitationIsOver(say_not_there())
    if not invitation.is_open:
        raise InvitationIsOver(
            _("This invitation has ended. Ask %(name)s for a new one.")
            % {"name": invitation.invited_by}
        )
    return invitation


@transaction.atomic
def remove_teacher(classroom: Classroom, teacher: User) -> None:
    """Take a co-teacher's part away; twice is harmless."""
    hold(classroom)
    for see_to_it in WHEN_ONE_LEAVES:
        see_to_it(classroom, teacher)
    classroom.teachings.filter(user=teacher, role=Role.CO_TEACHER).delete()
    live.announce(classroom.pk)


def leave_class(classroom: Classroom, teacher: User) -> None:
    """Let a co-teacher go; an owner has to find another first."""
    if classroom.is_owned_by(teacher):
        raise PermissionDenied(
            _("You own this class. Hand it over to a colleague, then you can leave.")
        )
    remove_teacher(classroom, teacher)


@transaction.atomic
def hand_over(classroom: Classroom, owner: User, heir: User) -> None:
    """Make a co-teacher the owner, and the owner a co-teacher."""
    hold(classroom)
    before = classroom.teachings.filter(user=owner, role=Role.OWNER).first()
    after = classroom.teachings.filter(
        user=heir, user__is_active=True, role=Role.CO_TEACHER
    ).first()
    if before is None:
        raise PermissionDenied(_("Only the teacher who owns this class may do that."))
    if after is None:
        raise ValidationError(_("Choose somebody who helps to teach this class."))
    try:
        check_classroom_quota(heir)
    except QuotaExceeded as error:
        raise QuotaExceeded(
            _("%(name)s owns as many classes as one teacher may.") % {"name": heir}
        ) from error
    for teaching, role in ((before, Role.CO_TEACHER), (after, Role.OWNER)):
        teaching.role = role
        teaching.save(update_fields=["role"])
    live.announce(classroom.pk)
