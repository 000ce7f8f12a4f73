"""Reading how a project is, once for all pages that have it open here."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import DatabaseError
from django.utils import timezone
from redis.exceptions import RedisError

from classrooms import live as class_live
from projects import live
from projects.models import Project

from .news import MOST_NAMED, News
from .rights import Watcher, without_rights
from .state import Parts, changed_since, read_parts, read_state
from .texts import Texts

logger = logging.getLogger(__name__)

SECONDS_TO_GATHER = 0.05  # what comes together is read together
SECONDS_BETWEEN_READS = 0.2
SHARE_OF_TIME = 0.2  # that one project may take, so that many at once only slow down
LONGEST_PAUSE = 0.5  # but no page waits longer
SECONDS_BETWEEN_CHECKS = 3  # of who may still see it, while there is news
# So often everything is read anew, for hints that Redis has lost, and rights.
SECONDS_BETWEEN_LOOKS = 20
SECONDS_TO_COMMIT = 5  # An example may be stored so long after it was changed.

# As RFC 6455's registry of close codes has them.
TRY_AGAIN_LATER = 1013
GO_AWAY = 1008


class Page(Watcher, Protocol):
    """What a reader needs of an open page."""

    has_to_read: bool  # all its lists; that is told it once

    def hand(self, standing: str, examples: str) -> None:
        """Tell the page how things are and what has changed, without waiting for it."""
        ...

    def end(self, code: int) -> None: ...

    async def is_signed_in(self) -> bool: ...


@dataclass
class Reading:
    """What came of reading once."""

    texts: Texts | None  # None if the project is gone
    unwelcome: list[Watcher] = field(default_factory=list)
    whole: bool = False  # Everybody has to read their lists again.


class ProjectReader:
    """Hears that a project has changed, and tells all its pages of this process."""

    def __init__(self, project_id: UUID) -> None:
        self.project_id = project_id
        self.pages: set[Page] = set()
        self._news = News.of_everything()
        self._there_is_news = asyncio.Event()
        self._starting = asyncio.Lock()
        self._channel = ""
        self._groups: set[str] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._parts: Parts | None = None
        self._stamp: tuple[object, ...] | None = None
        self._looked = self._checked = 0.0
        self._looked_at = timezone.now()
        self._told: dict[
            str, datetime
        ] = {}  # examples since the last look, and of when

    async def join(self, page: Page) -> None:
        """Tell `page` everything, and what changes from now on, until it leaves."""
        self.pages.add(page)
        async with self._starting:
            if not self._tasks:
                await self._start()
        self._there_is_news.set()

    async def _start(self) -> None:
        # With the prefix of all: what waits with another is not heard (channels-redis).
        self._channel = await get_channel_layer().new_channel()
        await self._listen_to({live.group_name(self.project_id)})
        works = self._hear, self._tell
        self._tasks = [asyncio.create_task(self._do(work)) for work in works]

    async def leave(self, page: Page) -> None:
        """Forget `page`; with the last one, stop."""
        self.pages.discard(page)
        if not self.pages:
            await self._stop()

    async def _stop(self) -> None:
        forget(self)
        for task in self._tasks:
            task.cancel()
        groups, self._groups = self._groups, set()
        for group in groups:
            await get_channel_layer().group_discard(group, self._channel)

    async def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` for as long as there are pages; if it fails, they come back."""
        try:
            await work()
        except (DatabaseError, RedisError, OSError):
            logger.warning("Pages are told to come back: no database, or no Redis.")
            self._end_all(TRY_AGAIN_LATER)
        except Exception:
            logger.exception("A project's pages cannot be told what has changed.")
            self._end_all(TRY_AGAIN_LATER)

    def _end_all(self, code: int) -> None:
        forget(self)  # Who comes back gets a reader that works.
        for page in list(self.pages):
            page.end(code)

    async def _listen_to(self, groups: set[str]) -> None:
        """Hear what is said to these groups, and to no others.

        What is joined is noted before, and what is left after: this may be cancelled.
        """
        layer = get_channel_layer()
        for group in groups - self._groups:
            self._groups.add(group)
            await layer.group_add(group, self._channel)
        for group in self._groups - groups:
            await layer.group_discard(group, self._channel)
            self._groups.discard(group)

    async def _hear(self) -> None:
        layer = get_channel_layer()
        while True:
            hint = await layer.receive(self._channel)
            self._news.take(hint)
            if self._news:
                self._there_is_news.set()

    async def _tell(self) -> None:
        """Tell the pages how the project is now, a few times a second at most."""
        while True:
            await self._wait_for_news()
            await asyncio.sleep(SECONDS_TO_GATHER)
            began = time.monotonic()
            news, self._news = self._news, News()
            self._there_is_news.clear()
            if not await self._tell_of(news):
                return
            took = time.monotonic() - began
            await asyncio.sleep(pause_after(took))

    async def _wait_for_news(self) -> None:
        left = self._looked + SECONDS_BETWEEN_LOOKS - time.monotonic()
        try:
            async with asyncio.timeout(left):
                await self._there_is_news.wait()
        except TimeoutError:
            self._news.look = True

    async def _tell_of(self, news: News) -> bool:
        """Tell all pages of `news`; return False if the project is gone."""
        self._plan(news)
        pages = list(self.pages)
        reading = await database_sync_to_async(self._read)(news, pages)
        if reading.texts is None:
            self._end_all(GO_AWAY)
            return False
        await self._follow_class(reading.texts.state.project)
        await self._send_away(reading.unwelcome, pages if news.rights else [])
        for page in pages:
            if page in self.pages:
                page.has_to_read = page.has_to_read or reading.whole
                page.hand(*reading.texts.text_for(page.user))
        return True

    def _plan(self, news: News) -> None:
        """Look at everything now and then, and at who may see it more often."""
        if time.monotonic() - self._looked >= SECONDS_BETWEEN_LOOKS:
            news.look = True
        if news.look:
            self._looked = time.monotonic()
            news.parts = news.rights = True

    def _read(self, news: News, pages: list[Page]) -> Reading:
        if news.parts or self._parts is None:
            self._parts = read_parts(self.project_id)
        if self._parts is None:
            return Reading(None)
        if news.look:
            self._name_untold(news, self._parts.project)
        state = read_state(self._parts, news.examples)
        self._told.update((each.id, each.changed_at) for each in state.changed)
        is_other = state.stamp != self._stamp and self._stamp is not None
        missed = news.look and is_other and not news.examples
        self._stamp = state.stamp
        unwelcome: list[Watcher] = []
        if news.rights or time.monotonic() - self._checked > SECONDS_BETWEEN_CHECKS:
            self._checked = time.monotonic()
            unwelcome = without_rights(self._parts.project, pages)
        return Reading(Texts(state), unwelcome, news.whole or missed)

    def _name_untold(self, news: News, project: Project) -> None:
        """Add what has changed since the last look without anybody having said so."""
        since = self._looked_at - timedelta(seconds=SECONDS_TO_COMMIT)
        changed = changed_since(project, since, MOST_NAMED)
        untold = {UUID(pk) for pk, at in changed.items() if self._told.get(pk) != at}
        if self._stamp is not None:  # Or pages are about to read their lists.
            news.examples |= untold
            news.whole = news.whole or len(untold) == MOST_NAMED
        self._looked_at = timezone.now()
        self._told = changed

    async def _follow_class(self, project: Project) -> None:
        """Hear what changes in the class, too: who is in it, and its quotas."""
        groups = {live.group_name(self.project_id)}
        if project.classroom_id:
            groups.add(class_live.group_name(project.classroom_id))
        await self._listen_to(groups)

    async def _send_away(self, unwelcome: list[Watcher], doubtful: list[Page]) -> None:
        """Close pages of those who may not see it, or whose log-in has ended."""
        for page in doubtful:
            if page not in unwelcome and not await page.is_signed_in():
                unwelcome.append(page)
        for page in self.pages & set(unwelcome):
            self.pages.discard(page)
            page.end(GO_AWAY)


def pause_after(took: float) -> float:
    """Return how many seconds to rest after a reading that took so many."""
    rest = took / SHARE_OF_TIME - took
    return min(max(rest, SECONDS_BETWEEN_READS), LONGEST_PAUSE)


# Of the event loop that their pages are served by.
_readers: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[UUID, ProjectReader]] = (
    WeakKeyDictionary()
)


def reader_of(project_id: UUID) -> ProjectReader:
    """Return the reader of a project, one for all its pages in this process."""
    readers = _readers.setdefault(asyncio.get_running_loop(), {})
    return readers.setdefault(project_id, ProjectReader(project_id))


def forget(reader: ProjectReader) -> None:
    readers = _readers.get(asyncio.get_running_loop(), {})
    if readers.get(reader.project_id) is reader:
        del readers[reader.project_id]
