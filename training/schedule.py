"""When each job of housekeeping is due (docs/decisions/0008)."""

from django.core.cache import cache
from dramatiq import Actor

from . import housekeeping
from .tasks import sweep_files

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60  # seconds

SCHEDULE: list[tuple[Actor[[], None], int]] = [
    (housekeeping.erase_expired_guests, MINUTE),
    (housekeeping.delete_local_models, MINUTE),
    (housekeeping.delete_old_models, HOUR),
    (housekeeping.delete_ended_sessions, HOUR),
    (housekeeping.delete_old_invitations, DAY),
    (housekeeping.delete_old_removals, DAY),
    (housekeeping.delete_old_proposals, DAY),
    (sweep_files, DAY),
]


def send_due() -> None:
    """Send each job whose time has come, once, however many workers ask.

    Who puts the job's name into the cache sends it; the name stays until it is due
    again. Without Redis nothing can be sent, and afterwards everything is due: more
    often than planned is harmless.
    """
    for actor, seconds in SCHEDULE:
        key = f"sent:{actor.actor_name}"
        if cache.add(key, True, seconds):
            try:
                actor.send()
            except BaseException:
                cache.delete(key)
                raise
