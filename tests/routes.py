"""Every route of the site, for tests that walk them all."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver
from django.urls.converters import (
    IntConverter,
    PathConverter,
    StringConverter,
    UUIDConverter,
)

MADE_UP = {
    IntConverter: 1,
    PathConverter: "x",
    StringConverter: "x",
    UUIDConverter: UUID(int=0),
}


def routes(
    resolver: URLResolver, prefix: str = "", outer: dict[str, Any] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of every route on the site, with made-up arguments for it."""
    for route in resolver.url_patterns:
        arguments = {**(outer or {}), **made_up_arguments(route)}
        if isinstance(route, URLResolver):
            namespace = f"{route.namespace}:" if route.namespace else ""
            yield from routes(route, prefix + namespace, arguments)
        elif route.name is not None:  # The admin has a few that only redirect.
            yield f"{prefix}{route.name}", arguments


def made_up_arguments(route: URLPattern | URLResolver) -> dict[str, Any]:
    if getattr(route, "name", "") == "app_list":
        return {"app_label": "auth"}
    converters = route.pattern.converters
    return {
        name: MADE_UP[type(converters[name])] if name in converters else "x"
        for name in route.pattern.regex.groupindex
    }
