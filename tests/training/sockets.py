"""WebSockets of the site's pages, for tests that open them."""

from unittest.mock import patch

from channels.layers import channel_layers
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser

from classrooms.models import User
from tests.school import SchoolTestCase
from training.routing import websocket_urlpatterns

SECONDS = 5  # that an answer may take, on a machine that is busy
GO_AWAY = 1008
TRY_AGAIN_LATER = 1013


class Socket(WebsocketCommunicator):
    """Channels' own, with more patience: a machine may be busy."""

    async def receive_output(self, timeout: float = SECONDS):
        return await super().receive_output(max(timeout, SECONDS))


class SocketTestCase(SchoolTestCase):
    def setUp(self) -> None:
        # On disconnect a consumer closes the connection that holds our transaction.
        self.enterContext(patch("channels.db.close_old_connections"))
        # Each test has an event loop of its own, and a layer the locks of its first:
        # what one test left locked, the next could not even wait for.
        self.enterContext(patch.object(channel_layers, "backends", {}))

    def open_socket(self, path: str, user: User | AnonymousUser, **scope) -> Socket:
        socket = Socket(URLRouter(websocket_urlpatterns), path)
        socket.scope.update(user=user, **scope)
        return socket

    async def assert_turned_away(self, socket: Socket) -> None:
        connected, _code = await socket.connect()
        self.assertIs(connected, False)

    async def assert_closed(self, socket: Socket, code: int) -> None:
        sent = await socket.receive_output()
        self.assertEqual(sent, {"type": "websocket.close", "code": code})
