import asyncio
from contextlib import suppress
from typing import Any
from uuid import UUID

from redis.exceptions import RedisError

from classrooms.models import User
from projects.models import Project

from ..feed import NOTHING, ProjectReader, reader_of, told_changes, told_whole
from .page import PageConsumer

MOST_WAITING = 30  # texts for a page that is slow; then it reads its lists again


class ProjectConsumer(PageConsumer):
    """Tells a page how a project is: at first all, then what changes, and for whom.

    What it tells is read for all pages together (`training.feed`).
    """

    user: User
    reader: ProjectReader | None = None
    has_to_read = True

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.standing = ""  # as it was told last
        self.end_code = 0
        self.there_is_more = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one page until it is closed."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self.reader:
                with suppress(RedisError, OSError):
                    await self.reader.leave(self)

    async def connect(self) -> None:
        if not await self.may_see():
            await self.close()
            return
        self.user = self.scope["user"]
        self.reader = reader_of(self.project_id)
        await self.reader.join(self)
        await self.accept()
        self.do(self.pass_on)

    @property
    def project_id(self) -> UUID:
        project_id: UUID = self.scope["url_route"]["kwargs"]["project_id"]
        return project_id

    @property
    def session_key(self) -> str | None:
        session = self.scope.get("session")
        return session.session_key if session is not None else None

    async def may_see(self) -> bool:
        """Say if whoever listens may see the project, now."""
        visible = Project.objects.visible_to(self.scope["user"])
        is_visible = await visible.filter(pk=self.project_id).aexists()
        return is_visible and await self.is_signed_in()

    def hand(self, standing: str, examples: str) -> None:
        """Have this sent when the page has taken what came before, if it is news."""
        is_known = standing == self.standing and examples == NOTHING
        if is_known and not self.has_to_read:
            return
        if self.has_to_read:
            self.texts = [told_whole(standing)]
        else:
            self.texts.append(told_changes(standing, examples))
        self.standing = standing
        # Of a page that is too slow, what waits is given up.
        self.has_to_read = len(self.texts) > MOST_WAITING
        self.there_is_more.set()

    def end(self, code: int) -> None:
        self.end_code = code
        self.there_is_more.set()

    async def pass_on(self) -> None:
        """Send the page what it is handed, until that comes to an end."""
        while not self.end_code:
            await self.there_is_more.wait()
            self.there_is_more.clear()
            while self.texts and not self.end_code:
                await self.send(text_data=self.texts.pop(0))
        await self.close(self.end_code)
