"""WebSockets are for the site's own pages only, whatever name the site goes by."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings

Application = Callable[..., Awaitable[Any]]


class OwnPagesOnly:
    """Turns away WebSockets that a page of another site opens.

    Browsers send cookies along whichever page asks, so that another site could listen
    in. A list of hosts does not help: classroom servers have names nobody configured.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], *channel: Any) -> Any:
        """Pass the connection on, or turn it away."""
        if is_own_page(dict(scope["headers"])):
            return await self.application(scope, *channel)
        return await WebsocketDenier()(scope, *channel)


def is_own_page(headers: dict[bytes, bytes]) -> bool:
    """Say if a page of this site, or of one that its operator trusts, opens it."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:  # It is no address at all.
        return False
