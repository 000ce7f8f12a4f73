"""Whether the site is alive, and whether everything it needs is there."""

import os
import socket
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse

WORKER_KEY = f"{settings.REDIS_PREFIX}:worker:"
WORKER_SEEN_FOR = 60  # seconds


def beat() -> None:
    """Say that this process is a worker, and alive."""
    with _redis() as client:
        client.set(_my_key(), "1", ex=WORKER_SEEN_FOR)


def leave() -> None:
    """Say that this worker stops."""
    with _redis() as client:
        client.delete(_my_key())


def workers_seen() -> int:
    """Count the workers that were alive in the last minute."""
    with _redis() as client:
        return sum(1 for _ in client.scan_iter(f"{WORKER_KEY}*"))


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    """Answer that the web process runs."""
    return JsonResponse({"alive": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 only when the database, Redis, the storage and a worker are there."""
    found = {
        "database": _works(_ask_database),
        "redis": _works(_ask_redis),
        "storage": _works(_ask_storage),
        "worker": _works(_ask_workers),
    }
    is_ready = all(found.values())
    return JsonResponse({"ready": is_ready, **found}, status=200 if is_ready else 503)


def _works(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except Exception:  # Whatever is wrong, the answer is no.
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    with _redis() as client:
        client.ping()


def _ask_storage() -> None:
    name = default_storage.save("health/check", ContentFile(b"ok"))
    default_storage.delete(name)


def _ask_workers() -> None:
    if not workers_seen():
        raise LookupError("No worker was seen in the last minute.")


def _my_key() -> str:
    return f"{WORKER_KEY}{socket.gethostname()}:{os.getpid()}"


def _redis() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2
    )
