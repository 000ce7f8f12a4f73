"""The verbs of a classroom, shared by pages, the admin and the demo."""

from .classrooms import check_classroom_quota, open_classroom, unused_code
from .groups import (
    add_group,
    delete_group,
    put_in_group,
    put_in_new_group,
    rename_group,
)
from .guests import (
    GuestsAreNotWelcome,
    NoRoomForGuests,
    guests_are_welcome,
    open_guest_classroom,
)
from .moving import move_students
from .passphrases import Credential, hash_passphrase, reset_passphrases
from .policy import change_policy, change_settings, reset_policy
from .students import (
    BadNewcomers,
    add_numbered_students,
    add_student,
    add_students,
    enrol,
    rename_student,
)
from .teachers import (
    InvitationIsOver,
    accept_invitation,
    decline_invitation,
    hand_over,
    invite_teacher,
    leave_class,
    open_invitation,
    remove_teacher,
    renew_invitation,
    take_back_invitation,
)

__all__ = [
    "BadNewcomers",
    "Credential",
    "GuestsAreNotWelcome",
    "InvitationIsOver",
    "NoRoomForGuests",
    "accept_invitation",
    "add_group",
    "add_numbered_students",
    "add_student",
    "add_students",
    "change_policy",
    "change_settings",
    "check_classroom_quota",
    "decline_invitation",
    "delete_group",
    "enrol",
    "guests_are_welcome",
    "hand_over",
    "hash_passphrase",
    "invite_teacher",
    "leave_class",
    "move_students",
    "open_classroom",
    "open_guest_classroom",
    "open_invitation",
    "put_in_group",
    "put_in_new_group",
    "remove_teacher",
    "rename_group",
    "rename_student",
    "renew_invitation",
    "reset_passphrases",
    "reset_policy",
    "take_back_invitation",
    "unused_code",
]
