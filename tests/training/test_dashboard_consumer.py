import time
from unittest.mock import patch
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import OperationalError
from django.test import Client
from redis.exceptions import ConnectionError as RedisIsAway

from classrooms import live
from classrooms.models import Role, Session, Teaching, User
from tests.own_cache import give_own_cache
from tests.school import add_rows, make_project, make_student
from training import dashboard
from training.consumers.dashboard import (
    SECONDS_BETWEEN_NEWS,
    DashboardConsumer,
    News,
)

from .sockets import GO_AWAY, TRY_AGAIN_LATER, SocketTestCase


class DashboardConsumerTests(SocketTestCase):
    """/ws/classrooms/<classroom_id>/live/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=2, dog=2)
        cls.path = f"/ws/classrooms/{cls.year_5.pk}/live/"

    def setUp(self) -> None:
        super().setUp()
        give_own_cache(self)
        self.reads = self.enterContext(
            patch("training.dashboard.changes", wraps=dashboard.changes)
        )

    async def announce(self, student=None, project=None) -> None:
        """Tell those who watch, as `live.announce` does after the commit."""
        ids = [str(each.pk) if each else None for each in (student, project)]
        await live.deliver([live.Hint(live.group_name(self.year_5.pk), *ids)])

    async def watch(self, user=None):
        socket = self.open_socket(self.path, user or self.rivera)
        self.assertEqual((await socket.connect())[0], True)
        whole = await socket.receive_json_from()
        return socket, whole

    async def test_it_begins_with_everything(self) -> None:
        socket, whole = await self.watch()

        self.assertIs(whole["whole"], True)
        self.assertEqual([s["username"] for s in whole["students"]], ["Ada", "Grace"])
        self.assertEqual(len(whole["projects"]), 1)
        await socket.disconnect()

    async def test_only_what_has_changed_is_told_as_it_is_now(self) -> None:
        socket, _whole = await self.watch()
        await sync_to_async(add_rows)(self.project, cat=3)

        await self.announce(self.ada.student, self.project)

        told = await socket.receive_json_from()
        self.assertEqual((told["whole"], told["students"]), (False, []))
        self.assertEqual(told["projects"][0]["labels"][0]["count"], 5)
        await socket.disconnect()

    async def test_many_changes_cost_as_much_as_one(self) -> None:
        consumer = DashboardConsumer()
        ada, grace = str(self.ada.student.pk), str(self.grace.student.pk)
        consumer.students, consumer.news = {ada, grace}, News()

        for _ in range(40):
            for student, project in ((ada, str(self.project.pk)), (grace, None)):
                hint = live.Hint("class", student, project)
                await consumer.classroom_changed(hint._asdict())

        expected = News(False, {self.grace.student.pk}, {self.project.pk})
        self.assertEqual(consumer.news, expected)

    async def test_it_is_told_a_few_times_a_second_at_most(self) -> None:
        began = time.monotonic()
        socket, _whole = await self.watch()
        for _ in range(2):
            await self.announce(self.ada.student, self.project)
            await socket.receive_json_from()

        self.assertGreater(time.monotonic() - began, 2 * SECONDS_BETWEEN_NEWS)
        await socket.disconnect()

    async def test_a_project_that_was_deleted_is_gone(self) -> None:
        socket, _whole = await self.watch()
        gone = self.project.pk
        await self.announce(self.ada.student, self.project)
        await self.project.adelete()

        told = await socket.receive_json_from()
        while not told["gone"]:
            told = await socket.receive_json_from()

        self.assertEqual(told["gone"], [str(gone)])
        await socket.disconnect()

    async def test_a_student_who_joins_comes_with_everything(self) -> None:
        socket, _whole = await self.watch()
        alan = await sync_to_async(make_student)("Alan", self.year_5)
        await sync_to_async(make_project)(alan, cat=1)

        await self.announce(alan.student)

        told = await socket.receive_json_from()
        self.assertIs(told["whole"], True)
        self.assertEqual(len(told["students"]), 3)
        self.assertEqual(len(told["projects"]), 2)
        await socket.disconnect()

    async def test_a_change_of_the_class_itself_tells_everything(self) -> None:
        socket, _whole = await self.watch()

        await self.announce()

        self.assertIs((await socket.receive_json_from())["whole"], True)
        await socket.disconnect()

    async def test_everything_is_read_anew_now_and_then(self) -> None:
        with patch("training.consumers.dashboard.SECONDS_BETWEEN_LOOKS", 0.01):
            socket, _whole = await self.watch()

            self.assertIs((await socket.receive_json_from())["whole"], True)
            await socket.disconnect()

    async def test_only_teachers_of_the_class_may_listen(self) -> None:
        for user in (self.okoro, self.ada, AnonymousUser()):
            with self.subTest(user=type(user).__name__):
                await self.assert_turned_away(self.open_socket(self.path, user))
        path = f"/ws/classrooms/{uuid4()}/live/"
        await self.assert_turned_away(self.open_socket(path, self.rivera))

    async def test_a_co_teacher_who_is_removed_hears_no_more(self) -> None:
        teaching = await Teaching.objects.acreate(
            classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
        )
        socket, _whole = await self.watch(self.okoro)
        await teaching.adelete()

        await self.announce(self.ada.student, self.project)

        await self.assert_closed(socket, GO_AWAY)

    async def watch_signed_in(self):
        """Watch with a session, as browsers do."""
        session = await sync_to_async(log_in)(self.rivera)
        socket = self.open_socket(self.path, self.rivera, session=session)
        await socket.connect()
        await socket.receive_json_from()
        await self.announce(self.ada.student, self.project)
        self.assertEqual(len((await socket.receive_json_from())["projects"]), 1)
        return socket

    async def test_a_teacher_who_logs_out_hears_no_more(self) -> None:
        socket = await self.watch_signed_in()
        await Session.objects.all().adelete()

        await self.announce(self.ada.student, self.project)

        await self.assert_closed(socket, GO_AWAY)

    async def test_a_teacher_who_is_locked_out_hears_no_more(self) -> None:
        for change in ({"is_active": False}, {"password": "another"}):
            with self.subTest(change=change):
                socket = await self.watch_signed_in()
                await User.objects.filter(pk=self.rivera.pk).aupdate(**change)

                await self.announce(self.ada.student, self.project)

                await self.assert_closed(socket, GO_AWAY)
                was = {"is_active": True, "password": self.rivera.password}
                await User.objects.filter(pk=self.rivera.pk).aupdate(**was)

    async def test_without_redis_the_page_is_told_to_ask(self) -> None:
        away = patch("channels_redis.core.RedisChannelLayer.group_add")
        with away as group_add:
            group_add.side_effect = RedisIsAway
            socket = self.open_socket(self.path, self.rivera)

            self.assertEqual(await socket.connect(), (False, TRY_AGAIN_LATER))

    async def test_without_a_database_the_page_is_told_to_come_back(self) -> None:
        socket, _whole = await self.watch()
        self.reads.side_effect = OperationalError

        await self.announce(self.ada.student, self.project)

        await self.assert_closed(socket, TRY_AGAIN_LATER)

    async def test_what_a_page_says_is_passed_over(self) -> None:
        socket, _whole = await self.watch()

        await socket.send_to(text_data="{nonsense")
        await socket.send_to(bytes_data=b"\xff")
        await self.announce(self.ada.student, self.project)

        self.assertEqual(len((await socket.receive_json_from())["projects"]), 1)
        await socket.disconnect()


def log_in(user: User) -> SessionBase:
    """Return the session of a browser in which `user` is logged in."""
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client.session
