"""HTTP goes to Django, each request in one thread; WebSockets go to the consumers.

Pages and APIs are ordinary synchronous Django. Under Django's own ASGI handler every
middleware of theirs changes threads twice, which costs more than the answer itself
(docs/decisions/0004-one-thread-per-request.md).
"""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from mlforkids.bodies import WholeBodies
from mlforkids.files import InThreads
from mlforkids.origins import OwnPagesOnly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django_application = get_wsgi_application()

from training.routing import websocket_urlpatterns  # noqa: E402 (needs the apps loaded)

application = ProtocolTypeRouter(
    {
        "http": WholeBodies(
            InThreads(django_application, settings.WEB_THREADS),
            largest=settings.LARGEST_BODY,
            seconds=settings.SECONDS_FOR_BODY,
        ),
        "websocket": OwnPagesOnly(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
