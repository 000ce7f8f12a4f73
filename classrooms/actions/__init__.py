"""The verbs of a classroom, shared by pages, the admin and the demo."""

from .classrooms import check_classroom_quota, open_classroom, unused_code
from .guests import (
    GuestsAreNotWelcome,
    NoRoomForGuests,
    guests_are_welcome,
    open_guest_classroom,
)
from .policy import change_policy, change_settings, reset_policy
from .students import add_student, add_students, check_usernames, reset_passphrases
from .teachers import (
    InvitationIsOver,
    accept_invitation,
    decline_invitation,
    hand_over,
    invite_teacher,
    leave_class,
    remove_teacher,
    renew_invitation,
)

__all__ = [
    "GuestsAreNotWelcome",
    "InvitationIsOver",
    "NoRoomForGuests",
    "accept_invitation",
    "add_student",
    "add_students",
    "change_policy",
    "change_settings",
    "check_classroom_quota",
    "check_usernames",
    "decline_invitation",
    "guests_are_welcome",
    "hand_over",
    "invite_teacher",
    "leave_class",
    "open_classroom",
    "open_guest_classroom",
    "remove_teacher",
    "renew_invitation",
    "reset_passphrases",
    "reset_policy",
    "unused_code",
]
