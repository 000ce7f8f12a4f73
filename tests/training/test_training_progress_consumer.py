from unittest.mock import patch

from asgiref.sync import sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser

from classrooms.models import User
from tests.school import SchoolTestCase, make_project
from training import progress
from training.models import MLModel
from training.routing import websocket_urlpatterns


class TrainingProgressConsumerTests(SchoolTestCase):
    """/ws/projects/<project_id>/training/"""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_project(cls.ada, cat=5, dog=5)

    def setUp(self) -> None:
        # On disconnect a consumer closes the connection that holds our transaction.
        self.enterContext(patch("channels.db.close_old_connections"))

    def open_socket(self, user: User | AnonymousUser) -> WebsocketCommunicator:
        path = f"/ws/projects/{self.project.pk}/training/"
        socket = WebsocketCommunicator(URLRouter(websocket_urlpatterns), path)
        socket.scope["user"] = user
        return socket

    async def test_owner_and_teacher_hear_progress(self) -> None:
        for user in (self.ada, self.rivera):
            with self.subTest(user=user.pk):
                await MLModel.objects.all().adelete()
                socket = self.open_socket(user)
                self.assertEqual((await socket.connect())[0], True)
                self.assertEqual((await socket.receive_json_from())["status"], "none")

                await MLModel.objects.acreate(project=self.project)
                await sync_to_async(progress.announce)(self.project)

                heard = await socket.receive_json_from()
                self.assertEqual(heard["status"], "queued")
                await socket.disconnect()

    async def test_who_comes_late_first_hears_how_things_stand(self) -> None:
        await MLModel.objects.acreate(project=self.project, fraction=0.5)

        socket = self.open_socket(self.ada)
        await socket.connect()

        heard = await socket.receive_json_from()
        self.assertEqual((heard["status"], heard["fraction"]), ("queued", 0.5))
        await socket.disconnect()

    async def test_nobody_else_may_listen(self) -> None:
        for user in (self.grace, self.okoro, AnonymousUser()):
            with self.subTest(user=type(user).__name__):
                connected, _ = await self.open_socket(user).connect()
                self.assertIs(connected, False)
