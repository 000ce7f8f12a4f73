import asyncio
from unittest.mock import Mock, patch

from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser

from classrooms import live as class_live
from classrooms.models import Role, Student, Teaching, User
from projects import live
from tests.school import make_project
from training import progress
from training.models import MLModel

from .sockets import GO_AWAY, Socket, SocketTestCase


class TrainingProgressConsumerTests(SocketTestCase):
    """/ws/projects/<project_id>/training/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=5, dog=5)
        cls.path = f"/ws/projects/{cls.project.pk}/training/"

    async def listen(self, user: User) -> Socket:
        socket = self.open_socket(self.path, user)
        self.assertEqual((await socket.connect())[0], True)
        await socket.receive_json_from()
        return socket

    async def announce(self) -> None:
        await sync_to_async(progress.announce)(self.project)

    async def test_owner_and_teacher_hear_progress(self) -> None:
        for user in (self.ada, self.rivera):
            with self.subTest(user=user.pk):
                await MLModel.objects.all().adelete()
                socket = self.open_socket(self.path, user)
                self.assertEqual((await socket.connect())[0], True)
                self.assertEqual((await socket.receive_json_from())["status"], "none")

                await MLModel.objects.acreate(project=self.project)
                await self.announce()

                heard = await socket.receive_json_from()
                self.assertEqual(heard["status"], "queued")
                await socket.disconnect()

    async def test_who_comes_late_first_hears_how_things_stand(self) -> None:
        await MLModel.objects.acreate(project=self.project, fraction=0.5)

        socket = self.open_socket(self.path, self.ada)
        await socket.connect()

        heard = await socket.receive_json_from()
        self.assertEqual((heard["status"], heard["fraction"]), ("queued", 0.5))
        await socket.disconnect()

    async def test_nobody_else_may_listen(self) -> None:
        for user in (self.grace, self.okoro, AnonymousUser()):
            with self.subTest(user=type(user).__name__):
                await self.assert_turned_away(self.open_socket(self.path, user))

    async def test_a_co_teacher_who_is_removed_hears_no_more(self) -> None:
        teaching = await Teaching.objects.acreate(
            classroom=self.year_5, user=self.okoro, role=Role.CO_TEACHER
        )
        socket = await self.listen(self.okoro)
        await teaching.adelete()

        await self.announce()

        await self.assert_closed(socket, GO_AWAY)

    async def test_the_former_teacher_of_a_student_who_moved_hears_no_more(
        self,
    ) -> None:
        former, owner = await self.listen(self.rivera), await self.listen(self.ada)
        moved = Student.objects.filter(user=self.ada)
        await moved.aupdate(classroom=self.year_6)

        await self.announce()

        await self.assert_closed(former, GO_AWAY)
        self.assertEqual((await owner.receive_json_from())["status"], "none")
        await owner.disconnect()

    async def test_when_it_is_not_shared_any_more_only_its_class_is_sent_away(
        self,
    ) -> None:
        shared = await sync_to_async(make_project)(self.rivera, cat=5)
        shared.classroom = self.year_5
        await shared.asave()
        self.path = f"/ws/projects/{shared.pk}/training/"
        ada, rivera = await self.listen(self.ada), await self.listen(self.rivera)
        await type(shared).objects.filter(pk=shared.pk).aupdate(classroom=None)

        group = live.rights_group_name(shared.pk)
        await class_live.deliver([class_live.Hint(group, type="rights.changed")])

        await self.assert_closed(ada, GO_AWAY)
        self.assertTrue(await rivera.receive_nothing())
        await rivera.disconnect()

    async def test_nobody_hears_of_a_project_that_was_erased(self) -> None:
        socket = await self.listen(self.ada)
        project, self.project = self.project, make_copy(self.project)
        await project.adelete()

        await self.announce()

        await self.assert_closed(socket, GO_AWAY)

    def test_its_class_is_told_as_well(self) -> None:
        with (
            patch("classrooms.live.send") as send,
            self.captureOnCommitCallbacks(execute=True),
        ):
            progress.announce(self.project)

        (hint,) = send.call_args.args
        self.assertEqual(hint.project, str(self.project.pk))
        self.assertEqual(hint.student, str(self.ada.student.pk))

    async def test_nobody_waits_for_ever_for_a_redis_that_hangs(self) -> None:
        layer = Mock(group_send=lambda *_: asyncio.Event().wait())  # It never comes.
        with (
            patch("training.progress.get_channel_layer", return_value=layer),
            patch("training.progress.SECONDS_FOR_REDIS", 0.05),
            self.assertLogs("training.progress", "WARNING"),
        ):
            await asyncio.wait_for(self.announce(), timeout=5)


def make_copy(project):
    """Return a project as one who has read it before it was erased knows it."""
    return type(project)(pk=project.pk, owner=project.owner)
