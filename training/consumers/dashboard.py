import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async

from classrooms import live
from classrooms.models import Classroom

from .. import dashboard
from .page import GO_AWAY, PageConsumer

SECONDS_BETWEEN_NEWS = 0.25
# Everything is read anew this often, for those who went away without a word, and for
# hints that Redis has lost.
SECONDS_BETWEEN_LOOKS = 20


@dataclass
class News:
    """What has changed since the page was told."""

    everything: bool = False
    students: set[UUID] = field(default_factory=set)
    projects: set[UUID] = field(default_factory=set)


class DashboardConsumer(PageConsumer):
    """Tells a teacher's page what a class is doing: at first all, then what changes."""

    def __init__(self) -> None:
        super().__init__()
        self.news = News(everything=True)
        self.there_is_news = asyncio.Event()
        self.students: set[str] = set()  # that the page knows of

    @property
    def classroom_id(self) -> UUID:
        classroom_id: UUID = self.scope["url_route"]["kwargs"]["classroom_id"]
        return classroom_id

    async def connect(self) -> None:
        if not await self.may_watch():
            await self.close()
            return
        await self.join(live.group_name(self.classroom_id))
        await self.accept()
        self.there_is_news.set()
        self.do(self.tell_news)

    async def may_watch(self) -> bool:
        """Say if whoever listens teaches this class, now."""
        taught = Classroom.objects.taught_by(self.scope["user"])
        teaches = await taught.filter(pk=self.classroom_id).aexists()
        return teaches and await self.is_signed_in()

    async def classroom_changed(self, event: dict[str, Any]) -> None:
        """Remember what `live.announce` said has changed."""
        if event["project"]:
            self.news.projects.add(UUID(event["project"]))
        is_of_class = event["student"] is None and event["project"]
        if event["student"] not in self.students and not is_of_class:
            self.news.everything = True  # Somebody came, or it is about the class.
        elif not event["project"]:
            self.news.students.add(UUID(event["student"]))
        self.there_is_news.set()

    async def tell_news(self) -> None:
        """Tell the page how what has changed is now, a few times a second at most."""
        while True:
            await self.wait_for_news()
            news, self.news = self.news, News()
            if not await self.may_watch():
                await self.close(GO_AWAY)
                return
            await self.send_json(await database_sync_to_async(self.read)(news))
            await asyncio.sleep(SECONDS_BETWEEN_NEWS)

    async def wait_for_news(self) -> None:
        try:
            async with asyncio.timeout(SECONDS_BETWEEN_LOOKS):
                await self.there_is_news.wait()
        except TimeoutError:
            self.news.everything = True
        self.there_is_news.clear()

    def read(self, news: News) -> dict[str, Any]:
        if not news.everything:
            return dashboard.changes(self.classroom_id, news.students, news.projects)
        state = dashboard.snapshot(self.classroom_id)
        self.students = {student["id"] for student in state["students"]}
        return state
