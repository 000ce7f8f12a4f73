"""HTTP goes to Django, WebSockets to the consumers of training."""

import os
import warnings

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django_application = get_asgi_application()

from training.routing import websocket_urlpatterns  # noqa: E402 (needs the apps loaded)

# Files are read whole before they are sent: the largest of ours has three megabytes.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume")

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
