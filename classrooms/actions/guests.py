"""Guests: people who try the site for a few hours, without an account."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from ..counting import count
from ..models import Classroom, Policy, SiteSettings, Student, User
from ..names import fold
from .classrooms import unused_code

TIME_TO_TRY = timedelta(hours=4)
# Of the whole site, because a school has one address: four classes press at once.
GUESTS_A_MINUTE = 120
COUNT_KEY = "guests-this-minute"
# PostgreSQL knows its advisory locks by number; this one says "guest".
LOCK = int.from_bytes(b"guest")


class NoRoomForGuests(Exception):
    """Nobody else may try the site now; the message says when, as do the seconds."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class GuestsAreNotWelcome(Exception):
    """The site's operator lets nobody try it; the message says what to do."""


def open_guest_classroom() -> tuple[Classroom, Student]:
    """Open a classroom for one guest, who is its only student and has no password."""
    check_pace()
    with transaction.atomic():
        check_guest_quota()
        classroom = Classroom.objects.create(
            name=_("Guest"),
            code=unused_code(),
            expires_at=timezone.now() + TIME_TO_TRY,
        )
        Policy.objects.create(classroom=classroom)
        name = _("Guest")
        student = Student.objects.create(
            user=User.objects.create_user(is_student=True),
            classroom=classroom,
            username=name,
            folded_username=fold(name),
        )
    return classroom, student


def check_pace() -> None:
    """Raise `NoRoomForGuests` if more begin in a minute than a school has children."""
    if count(COUNT_KEY, 60) > GUESTS_A_MINUTE:
        sentence = _("Many people are starting right now. Try again in a minute.")
        raise NoRoomForGuests(sentence, 60)


def check_guest_quota() -> None:
    """Hold the door until this transaction ends; raise if nobody else may come in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    quota = SiteSettings.current().guest_quota
    if quota == 0:
        raise GuestsAreNotWelcome(
            _("Trying it out is switched off here. Ask your teacher for a class code.")
        )
    here = Classroom.objects.of_guests().filter(expires_at__gt=timezone.now())
    if here.count() >= quota:
        raise full_until(here.aggregate(first=Min("expires_at"))["first"])


def full_until(time: datetime) -> NoRoomForGuests:
    """Return what is said while every place is taken: until `time` at the latest."""
    seconds = max(60, int((time - timezone.now()).total_seconds()))
    soon = timezone.now() + timedelta(seconds=seconds + 1)
    sentence = _(
        "Every place for trying this is taken. One will be free in %(time)s or sooner. "
        "With a class code you can come in now."
    ) % {"time": timeuntil(soon, depth=1)}
    return NoRoomForGuests(sentence, seconds)


def guests_are_welcome() -> bool:
    return SiteSettings.current().guest_quota > 0
