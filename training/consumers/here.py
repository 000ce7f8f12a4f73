import asyncio
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.db import database_sync_to_async

from classrooms import live, presence
from classrooms.models import Student
from projects.live import list_group_name
from projects.models import Project

from .page import GO_AWAY, PageConsumer

SECONDS_BETWEEN_BEATS = 20
SECONDS_BETWEEN_LOOKS = 1  # at a page, so that flipping through tabs costs little
SECONDS_TO_TURN_A_PAGE = 5
SECONDS_TO_SPEAK_UP = 1
# By the page, not by a network or server that went away; 1005 means "no code given".
CLOSED_BY_PAGE = {1000, 1001, 1005}

_leaving: set[asyncio.Task[None]] = set()


class HereConsumer(PageConsumer):
    """Notes that a student has a page open, and where it is.

    The address says where: `/ws/here/?step=train&project=…`. Any message says that
    the page is looked at again, so that of two pages the one in front counts.
    The page is told only that the projects of the class are not those it knew.
    """

    student: Student
    place: presence.Place
    arrived = 0.0

    async def connect(self) -> None:
        student = await self.find_student()
        if student is None:
            await self.close()
            return
        self.student = student
        self.place = await database_sync_to_async(self.read_place)()
        await self.join(presence.group_name(student.pk))
        await self.join(list_group_name(student.classroom_id))
        await self.accept()
        # Whatever was said since the page was read, nobody has heard.
        await self.projects_changed({})
        await self.arrive()
        self.do(self.stay)

    async def find_student(self) -> Student | None:
        """Return whose page it is, unless they are erased or have logged out."""
        user = self.scope["user"]
        if not user.is_authenticated or not await self.is_signed_in():
            return None
        return await Student.objects.filter(user=user).afirst()

    def read_place(self) -> presence.Place:
        """Return where the page says it is; a project it may not see is none."""
        asked = parse_qs(self.scope["query_string"].decode("latin-1"))
        step = asked.get("step", [""])[0]
        project_id = read_id(asked.get("project", [""])[0])
        return presence.Place(
            step if step in presence.STEPS else "",
            project_id if project_id and self.may_see(project_id) else None,
        )

    def may_see(self, project_id: UUID) -> bool:
        visible = Project.objects.visible_to(self.scope["user"])
        return visible.filter(pk=project_id).exists()

    async def receive(self, *said: Any, **more: Any) -> None:
        """Note that the page is in front again."""
        if now() > self.arrived + SECONDS_BETWEEN_LOOKS:
            await self.arrive()

    async def arrive(self) -> None:
        self.arrived = now()
        await database_sync_to_async(self.note_arrival)()

    def note_arrival(self) -> None:
        presence.arrive(self.student.pk, self.channel_name, self.place)
        presence.note_seen(self.student.pk)
        self.announce()

    def announce(self) -> None:
        live.announce(self.student.classroom_id, self.student.pk)

    async def stay(self) -> None:
        """Keep the student here as long as the page is open and theirs."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_BEATS)
            student = await self.find_student()
            if student is None:
                await self.close(GO_AWAY)
                return
            await self.follow(student)
            await database_sync_to_async(self.note_stay)()

    async def follow(self, student: Student) -> None:
        """Go with a student who may be in another class by now."""
        before, self.student = self.student.classroom_id, student
        if student.classroom_id != before:
            await self.quit(list_group_name(before))
            await self.join(list_group_name(student.classroom_id))
            await self.projects_changed({})

    async def student_moved(self, event: dict[str, Any]) -> None:
        """Do at once what would be done with the next beat."""
        student = await self.find_student()
        if student is not None:
            await self.follow(student)

    async def projects_changed(self, event: dict[str, Any]) -> None:
        """Say that there may be other projects of the class, or other names."""
        await self.send_json({"projects": True})

    def note_stay(self) -> None:
        presence.note_seen(self.student.pk)
        if presence.stay(self.student.pk, self.channel_name, self.place):
            self.announce()

    async def disconnect(self, code: int) -> None:
        await super().disconnect(code)
        if self.arrived and code in CLOSED_BY_PAGE:
            # The server does not wait for it when it stops: then it is forgotten,
            # and the student is gone when Redis has not heard of them for a while.
            leaving = asyncio.create_task(self.leave())
            _leaving.add(leaving)
            leaving.add_done_callback(_leaving.discard)

    async def leave(self) -> None:
        """Note that the student is gone, unless another page of theirs is open."""
        await asyncio.sleep(SECONDS_TO_TURN_A_PAGE)
        event = {"type": "page.closed", "page": self.channel_name}
        group = presence.group_name(self.student.pk)
        await self.channel_layer.group_send(group, event)
        await asyncio.sleep(SECONDS_TO_SPEAK_UP)
        await database_sync_to_async(self.note_leaving)()

    def note_leaving(self) -> None:
        if presence.leave(self.student.pk, self.channel_name):
            self.announce()

    async def page_closed(self, event: dict[str, Any]) -> None:
        """Speak up, when the page that counted was closed and this one is left."""
        await database_sync_to_async(self.note_other_page)(event["page"])

    def note_other_page(self, closed: str) -> None:
        mine = (self.channel_name, self.place)
        if presence.take_over(self.student.pk, closed, *mine):
            self.announce()


def read_id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def now() -> float:
    return asyncio.get_running_loop().time()
