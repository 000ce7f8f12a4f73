"""What all WebSockets of the site's pages have in common."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from channels.auth import get_user
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.db import DatabaseError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# As RFC 6455's registry of close codes has them.
TRY_AGAIN_LATER = 1013
GO_AWAY = 1008


class PageConsumer(AsyncJsonWebsocketConsumer):
    """One open page. Pages only listen; they act through the HTTP API.

    Without Redis a page has to ask by itself, so it is told to.
    """

    work: asyncio.Task[None] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.joined: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one page until it is closed."""
        try:
            await super().__call__(scope, receive, send)
        except (RedisError, OSError):
            logger.warning("A page cannot listen: Redis does not answer.")
            with suppress(RuntimeError):  # It may have gone already.
                await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
        finally:
            if self.work:
                self.work.cancel()

    async def join(self, group: str) -> None:
        """Hear what is said to `group`, until the page is closed."""
        self.joined.append(group)
        await self.channel_layer.group_add(group, self.channel_name)

    async def quit(self, group: str) -> None:
        """Hear no more of what is said to `group`."""
        self.joined.remove(group)
        await self.channel_layer.group_discard(group, self.channel_name)

    async def disconnect(self, code: int) -> None:
        for group in list(self.joined):
            await self.quit(group)

    async def receive(self, *said: Any, **more: Any) -> None:
        """Pass over whatever a page says."""

    def do(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` as long as the page is open; without a database, close it."""
        self.work = asyncio.create_task(self._do(work))

    async def _do(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except DatabaseError:
            logger.warning("A page is told to come back: no database.")
            await self.close(TRY_AGAIN_LATER)
        except OSError:
            pass  # The page has gone meanwhile, and its consumer hears so.

    async def is_signed_in(self) -> bool:
        """Say if whoever opened the page has not logged out, or been locked out."""
        session = self.scope.get("session")
        if session is None:
            return bool(self.scope["user"].is_authenticated)
        key = session.session_key
        if not key or not await database_sync_to_async(session.exists)(key):
            return False
        user = await get_user(self.scope)
        return bool(user.is_authenticated)
