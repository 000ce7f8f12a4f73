import logging
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from redis.exceptions import RedisError

from projects.models import Project

from . import progress
from .serializers import describe

logger = logging.getLogger(__name__)

TRY_AGAIN_LATER = 1013  # as RFC 6455's registry of close codes has it


class TrainingProgressConsumer(AsyncJsonWebsocketConsumer):
    """Tells a browser how the training of one project is going.

    Browsers only listen here. They act through the HTTP API, where permissions live.
    """

    group: str | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one browser. Without Redis it has to ask by itself, so tell it to."""
        try:
            await super().__call__(scope, receive, send)
        except (RedisError, OSError):
            logger.warning("A page cannot listen: Redis does not answer.")
            with suppress(RuntimeError):  # It may have gone already.
                await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})

    async def connect(self) -> None:
        project_id = self.scope["url_route"]["kwargs"]["project_id"]
        projects = Project.objects.visible_to(self.scope["user"])
        project = await projects.filter(pk=project_id).afirst()
        if project is None:
            await self.close()
            return
        self.group = progress.group_name(project)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        # Who comes late, or comes back, first hears how things stand.
        await self.send_json(await database_sync_to_async(describe)(project))

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def training_progress(self, event: dict[str, Any]) -> None:
        """Pass on what `progress.announce` sent."""
        await self.send_json(event["model"])
