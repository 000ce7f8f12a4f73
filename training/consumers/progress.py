from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async

from projects import live
from projects.models import Project

from .. import progress
from ..serializers import describe
from .page import GO_AWAY, PageConsumer


class TrainingProgressConsumer(PageConsumer):
    """Tells a browser how the training of one project is going."""

    async def connect(self) -> None:
        project = await self.find_project()
        if project is None:
            await self.close()
            return
        await self.join(progress.group_name(project))
        await self.join(live.rights_group_name(project.pk))
        await self.accept()
        # Who comes late, or comes back, first hears how things stand.
        await self.send_json(await database_sync_to_async(describe)(project))

    async def find_project(self) -> Project | None:
        """Return the project, if whoever listens may see it."""
        project_id: UUID = self.scope["url_route"]["kwargs"]["project_id"]
        projects = Project.objects.visible_to(self.scope["user"])
        return await projects.filter(pk=project_id).afirst()

    async def training_progress(self, event: dict[str, Any]) -> None:
        """Pass on what `progress.announce` sent, to those who may still see it."""
        if await self.may_still_listen():
            await self.send_json(event["model"])

    async def rights_changed(self, event: dict[str, Any]) -> None:
        """Close the page of who may not see the project any more."""
        await self.may_still_listen()

    async def may_still_listen(self) -> bool:
        """Say if whoever listens still may; who may not is sent away."""
        if await self.is_signed_in() and await self.find_project():
            return True
        await self.close(GO_AWAY)
        return False
