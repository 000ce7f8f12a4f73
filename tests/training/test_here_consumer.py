import asyncio
from collections.abc import Callable
from unittest.mock import patch
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from classrooms import live, presence
from classrooms.models import Classroom, Student
from classrooms.presence import Place
from projects.live import list_group_name
from tests.own_cache import give_own_cache
from tests.school import make_project
from training.consumers import here

from .sockets import GO_AWAY, SECONDS, Socket, SocketTestCase

PAGE_IS_CLOSED, NETWORK_IS_LOST = 1001, 1006


class HereConsumerTests(SocketTestCase):
    """/ws/here/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada)
        cls.not_hers = make_project(cls.grace)

    def setUp(self) -> None:
        super().setUp()
        give_own_cache(self)
        self.announced = self.enterContext(patch.object(live, "announce"))
        for name in ("SECONDS_TO_TURN_A_PAGE", "SECONDS_TO_SPEAK_UP"):
            self.enterContext(patch.object(here, name, 0.05))

    async def open_page(self, step: str = "", project_id: object = "") -> Socket:
        path = f"/ws/here/?step={step}&project={project_id}"
        socket = self.open_socket(path, self.ada)
        before = self.announced.call_count
        self.assertEqual((await socket.connect())[0], True)
        self.assertEqual(await socket.receive_json_from(), {"projects": True})
        # The page is not told that it was noted, but its class is.
        await self.wait_for(lambda: self.announced.call_count > before)
        return socket

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS):
            while not condition():
                await asyncio.sleep(0.01)

    async def place(self) -> Place | None:
        student = self.ada.student.pk
        return (await sync_to_async(presence.places)([student])).get(student)

    async def forget_place(self) -> None:
        key = presence.key_of(self.ada.student.pk)
        self.assertTrue(await sync_to_async(cache.delete)(key))

    async def leave(self, socket, code: int = PAGE_IS_CLOSED) -> None:
        """Close the page, and wait for what comes of it."""
        await socket.disconnect(code)
        for leaving in list(here._leaving):
            await leaving

    async def test_a_page_says_where_its_student_is(self) -> None:
        socket = await self.open_page("train", self.project.pk)

        self.assertEqual(await self.place(), Place("train", self.project.pk))
        student = self.ada.student
        self.announced.assert_called_once_with(student.classroom_id, student.pk)
        await student.arefresh_from_db()
        self.assertIsNotNone(student.last_seen_at)
        await self.leave(socket)

    async def test_nonsense_is_no_place(self) -> None:
        for step, project_id in (
            ("x", "x"),
            ("", uuid4()),
            ("train%00", self.not_hers.pk),
            ("%ff", "%ff"),
        ):
            with self.subTest(step=step, project_id=project_id):
                socket = await self.open_page(step, project_id)
                self.assertEqual(await self.place(), Place("", None))
                await self.leave(socket)

    async def test_a_project_of_somebody_else_is_not_believed(self) -> None:
        socket = await self.open_page("train", self.not_hers.pk)

        self.assertEqual(await self.place(), Place("train", None))
        await self.leave(socket)

    async def test_only_students_have_a_place(self) -> None:
        for user in (self.rivera, AnonymousUser()):
            with self.subTest(user=type(user).__name__):
                await self.assert_turned_away(self.open_socket("/ws/here/", user))

    async def test_who_closes_the_page_is_gone_and_the_class_hears_it(self) -> None:
        socket = await self.open_page("train")
        self.announced.reset_mock()

        await self.leave(socket)

        self.assertIsNone(await self.place())
        self.announced.assert_called_once()

    async def test_turning_a_page_is_not_leaving(self) -> None:
        first = await self.open_page("train")
        await first.disconnect(PAGE_IS_CLOSED)
        second = await self.open_page("learn")
        for leaving in list(here._leaving):
            await leaving

        self.assertEqual(await self.place(), Place("learn"))
        self.assertEqual(self.announced.call_count, 2)  # who arrived, twice
        await self.leave(second)

    async def test_of_two_pages_one_is_left(self) -> None:
        first, second = await self.open_page("train"), await self.open_page("learn")
        self.assertEqual(await self.place(), Place("learn"))

        await self.leave(second)

        self.assertEqual(await self.place(), Place("train"))
        await self.leave(first)
        self.assertIsNone(await self.place())

    async def test_the_page_that_is_looked_at_again_counts(self) -> None:
        with patch.object(here, "SECONDS_BETWEEN_LOOKS", -1):
            first, second = await self.open_page("train"), await self.open_page("learn")

            await first.send_to(text_data="here")
            await self.wait_for(lambda: self.announced.call_count == 3)

            self.assertEqual(await self.place(), Place("train"))
            await self.leave(first)
            await self.leave(second)

    async def test_flipping_through_tabs_costs_little(self) -> None:
        self.enterContext(patch.object(here, "SECONDS_BETWEEN_LOOKS", 60))
        socket = await self.open_page("train")
        self.announced.reset_mock()

        for _ in range(5):
            await socket.send_to(text_data="here")
        await self.leave(socket)

        self.announced.assert_called_once()  # of who has left

    async def test_a_network_that_is_lost_may_come_back(self) -> None:
        socket = await self.open_page("train")

        await self.leave(socket, NETWORK_IS_LOST)

        self.assertEqual(await self.place(), Place("train"))

    async def test_an_open_page_keeps_its_student_here(self) -> None:
        with patch.object(here, "SECONDS_BETWEEN_BEATS", 0.01):
            socket = await self.open_page("train")
            await self.forget_place()
            await self.wait_for(lambda: self.announced.call_count == 2)

            self.assertEqual(await self.place(), Place("train"))
            await self.leave(socket)

    async def test_it_hears_of_other_projects_of_the_class(self) -> None:
        socket = await self.open_page()

        await self.tell_class(self.year_5)

        self.assertEqual(await socket.receive_json_from(), {"projects": True})
        await self.leave(socket)

    async def tell_class(self, classroom: Classroom) -> None:
        group = list_group_name(classroom.pk)
        await live.deliver([live.Hint(group, type="projects.changed")])

    async def test_who_is_moved_hears_of_the_other_class_at_once(self) -> None:
        socket = await self.open_page()
        await Student.objects.filter(user=self.ada).aupdate(classroom=self.year_6)
        group = presence.group_name(self.ada.student.pk)

        await live.deliver([live.Hint(group, type="student.moved")])
        self.assertEqual(await socket.receive_json_from(), {"projects": True})
        await self.tell_class(self.year_5)
        await self.tell_class(self.year_6)

        self.assertEqual(await socket.receive_json_from(), {"projects": True})
        self.assertTrue(await socket.receive_nothing())
        await self.leave(socket)

    async def test_with_a_beat_it_goes_with_a_student_who_was_moved(self) -> None:
        with patch.object(here, "SECONDS_BETWEEN_BEATS", 0.15):
            socket = await self.open_page()
            await Student.objects.filter(user=self.ada).aupdate(classroom=self.year_6)

            self.assertEqual(await socket.receive_json_from(), {"projects": True})
            await self.leave(socket)

    async def test_a_page_of_an_erased_student_is_closed(self) -> None:
        with patch.object(here, "SECONDS_BETWEEN_BEATS", 0.15):
            socket = await self.open_page("train")
            await self.ada.student.adelete()

            await self.assert_closed(socket, GO_AWAY)
