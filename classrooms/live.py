"""Telling teachers' open pages that something in a classroom is not as it was.

Only what has changed is said, never how it is now: a page's consumer reads that
itself, a few times a second at most, so that a thousand changes cost as much as one,
the order they are heard in does not matter, and nothing is read while nobody looks.
"""

import asyncio
import logging
import threading
import time
from typing import NamedTuple
from uuid import UUID

from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS_FOR_REDIS = 5
# The first of many hints leaves at once, the others together.
SECONDS_BETWEEN_DELIVERIES = 0.04


class Hint(NamedTuple):
    """What has changed, for those in `group`; with neither id, who or what there is."""

    group: str
    student: str | None = None
    project: str | None = None
    examples: tuple[str, ...] = ()  # of the project
    rights: bool = False  # Who may see the project may have changed.
    type: str = "classroom.changed"  # The method of consumers that hears it.


def group_name(classroom_id: UUID) -> str:
    """The channel-layer group of everyone who watches that classroom."""
    return f"classroom.{classroom_id.hex}"


def announce(
    classroom_id: UUID, student_id: UUID | None = None, project_id: UUID | None = None
) -> None:
    """Say, once this transaction has committed, what has changed in a classroom.

    With neither a student nor a project, it is who or what there is in it.
    """
    hint = Hint(
        group_name(classroom_id),
        str(student_id) if student_id else None,
        str(project_id) if project_id else None,
    )
    tell(hint)


def tell(hint: Hint) -> None:
    """Have `hint` sent once this transaction has committed."""
    # Not a partial, which Django could not name when it failed.
    transaction.on_commit(lambda: send(hint), robust=True)


def send(hint: Hint) -> None:
    """Have `hint` sent by the thread that does nothing else."""
    _outbox.put(hint)


async def deliver(hints: list[Hint]) -> None:
    """Give `hints` to Redis; without it nobody hears them, and pages ask themselves."""
    layer = get_channel_layer()
    try:
        async with asyncio.timeout(SECONDS_FOR_REDIS):
            for hint in joined(hints):
                await layer.group_send(hint.group, hint._asdict())
    except (RedisError, OSError):
        logger.warning("No teacher could be told of changes: Redis does not answer.")


def joined(hints: list[Hint]) -> list[Hint]:
    """Say at once which examples of a project several hints name."""
    named: dict[Hint, dict[str, None]] = {}  # in order, each once
    for hint in hints:
        if hint.examples:
            names = named.setdefault(hint._replace(examples=()), {})
            names.update(dict.fromkeys(hint.examples))
    others = [hint for hint in hints if not hint.examples]
    about_examples = [
        hint._replace(examples=tuple(names)) for hint, names in named.items()
    ]
    return [*others, *about_examples]


class Outbox:
    """Sends hints from a thread of its own, over a connection that it keeps.

    No request waits for Redis, which takes ten times as long from a thread without an
    event loop; and what is said again before it was sent is sent once.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hint, None] = {}  # in order, each once
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None

    def put(self, hint: Hint) -> None:
        with self._news:
            self._waiting[hint] = None
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._work, name="live", daemon=True
                )
                self._thread.start()
            self._news.notify()

    def _work(self) -> None:
        with asyncio.Runner() as runner:
            while True:
                runner.run(deliver(self._take()))
                time.sleep(SECONDS_BETWEEN_DELIVERIES)

    def _take(self) -> list[Hint]:
        with self._news:
            self._news.wait_for(lambda: self._waiting)
            hints = list(self._waiting)
            self._waiting.clear()
        return hints


_outbox = Outbox()
