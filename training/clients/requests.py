"""What programs send."""

from typing import Any

from django.http import HttpRequest

from projects.parsers import BadJSON, read_json

from .refusals import Refused


def read_body(request: HttpRequest) -> Any:
    """Return the JSON that was sent. Raises `Refused`."""
    try:
        return read_json(request.body)
    except BadJSON:
        raise Refused("Invalid data") from None


def site_of(request: HttpRequest) -> str:
    """Return the address of this site, without a slash at its end."""
    return request.build_absolute_uri("/").rstrip("/")
