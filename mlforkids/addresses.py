"""Addresses of the database, the files and the mail server, as Django wants them."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from redis import Redis

MAIL = "django.core.mail.backends."
REDIS_SECONDS = 5
S3_SECONDS_TO_CONNECT = 3
S3_SECONDS_TO_ANSWER = 10
S3_TRIES = 2
S3_IN_MEMORY = 1024 * 1024  # bytes of a file that is read; the rest waits on the disk


def database(url: str) -> dict[str, Any]:
    """Turn postgresql://user:password@host:5432/name?option=value into a database."""
    parts = _split("DATABASE_URL", url, {"postgres", "postgresql"})
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL must end in the name of a database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def storage(url: str, folder: Path) -> dict[str, Any]:
    """Turn a folder, or s3://key:secret@bucket?endpoint=…&region=…, into a storage."""
    if not url.startswith("s3://"):
        location = Path(url) if url else folder
        if "://" in url or not location.is_absolute():
            raise ImproperlyConfigured("STORAGE_URL must be /a/folder or s3://bucket.")
        backend = "django.core.files.storage.FileSystemStorage"
        return {"BACKEND": backend, "OPTIONS": {"location": location}}
    parts = _split("STORAGE_URL", url, {"s3"})
    query = dict(parse_qsl(parts.query))
    endpoint = query.pop("endpoint", None)
    options: dict[str, Any] = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "endpoint_url": endpoint,
        "region_name": query.pop("region", None),
        "location": parts.path.strip("/"),
        "file_overwrite": True,
        "max_memory_size": S3_IN_MEMORY,
        **_s3_manners(endpoint is not None),
    }
    if query:
        raise ImproperlyConfigured(f"STORAGE_URL has an unknown option: {min(query)}.")
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _s3_manners(is_of_others: bool) -> dict[str, Any]:
    """Return how to speak to a bucket: not for ever, and so that others understand."""
    # Not above: who keeps files in a folder need not wait for these at start-up.
    from boto3.s3.transfer import TransferConfig
    from botocore.config import Config

    limits = Config(
        connect_timeout=S3_SECONDS_TO_CONNECT,
        read_timeout=S3_SECONDS_TO_ANSWER,
        retries={"mode": "standard", "total_max_attempts": S3_TRIES},
    )
    if is_of_others:  # Their buckets have no names in the DNS; and newer sums fail.
        limits = limits.merge(
            Config(
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
        )
    # A request has a thread already; another ten would copy a file of some kilobytes.
    return {
        "client_config": limits,
        "transfer_config": TransferConfig(use_threads=False),
    }


def mail(url: str) -> dict[str, Any]:
    """Turn smtp://user:password@host:587 (or smtps://) into settings."""
    parts = _split("EMAIL_URL", url, {"console", "smtp", "smtps"})
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{MAIL}console.EmailBackend"}
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{MAIL}smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }


def check_links(mail_url: str, hosts: list[str]) -> None:
    """Refuse to send letters whose links could lead to any name a visitor made up."""
    if urlsplit(mail_url).scheme != "console" and "*" in hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name the site when EMAIL_URL is set: links in letters "
            "lead to the name that a visitor used, which could be anybody's."
        )


def _split(name: str, url: str, schemes: set[str]) -> SplitResult:
    parts = urlsplit(url)
    try:
        parts.port  # noqa: B018 (reading it checks it)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from error
    if parts.scheme not in schemes:
        expected = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
        raise ImproperlyConfigured(f"{name} must begin with {expected}.")
    return parts


def jobs(url: str, namespace: str) -> dict[str, Any]:
    """Return what Dramatiq is configured with, to keep its queues at that Redis."""
    # Else a request that queues something waits for ever where Redis hangs.
    limits = dict.fromkeys(("socket_timeout", "socket_connect_timeout"), REDIS_SECONDS)
    client = Redis.from_url(url, **limits)
    return {
        "BROKER": "dramatiq.brokers.redis.RedisBroker",
        "OPTIONS": {"client": client, "namespace": namespace},
        "MIDDLEWARE": [
            "dramatiq.middleware.AgeLimit",
            "dramatiq.middleware.TimeLimit",
            "dramatiq.middleware.ShutdownNotifications",
            "dramatiq.middleware.Callbacks",
            "dramatiq.middleware.Retries",
            "django_dramatiq.middleware.DbConnectionsMiddleware",
        ],
    }
