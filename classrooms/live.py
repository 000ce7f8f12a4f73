"""Telling teachers' open pages that something in a classroom is not as it was.

Only what has changed is said, never how it is now: a page's consumer reads that
itself, a few times a second at most, so that a thousand changes cost as much as one,
the order they are heard in does not matter, and nothing is read while nobody looks.
"""

import logging
from functools import partial
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def group_name(classroom_id: UUID) -> str:
    """The channel-layer group of everyone who watches that classroom."""
    return f"classroom.{classroom_id.hex}"


def announce(
    classroom_id: UUID, student_id: UUID | None = None, project_id: UUID | None = None
) -> None:
    """Say, once this transaction has committed, what has changed in a classroom.

    With neither a student nor a project, it is who or what there is in it.
    """
    event = {
        "type": "classroom.changed",
        "student": str(student_id) if student_id else None,
        "project": str(project_id) if project_id else None,
    }
    transaction.on_commit(partial(send, group_name(classroom_id), event), robust=True)


def send(group: str, event: dict[str, str | None]) -> None:
    """Send `event`; without Redis nobody hears it, and pages ask by themselves."""
    try:
        async_to_sync(get_channel_layer().group_send)(group, event)
    except (RedisError, OSError):
        logger.warning("No teacher could be told of changes: Redis does not answer.")
