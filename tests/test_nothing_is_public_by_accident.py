from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.test import TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import (
    IntConverter,
    PathConverter,
    StringConverter,
    "classrooms:try",
    "training:leave",
    UUIDConverter,
)

PUBLIC = {
    "home",
    "javascript-catalog",
    # Where people come in
    "classrooms:join",
    "admin:login",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    # Machines that watch the site
    "healthz",
    "readyz",
    # Scratch and Python, whose key is itself the secret
    "training:scratch-status",
    "training:scratch-classify",
    "training:scratch-train",
    "training:scratch-models",
    "training:saved-status",
    "training:saved-model",
    "training:saved-tree",
    "training:saved-dot",
    "training:saved-vocab",
    "training:scratch-nothing",
    "training:saved-nothing",
}
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


class NothingIsPublicByAccidentTests(TestCase):
    def test_strangers_are_turned_away(self) -> None:
        for name, arguments in routes(get_resolver()):
            if name not in PUBLIC:
                with self.subTest(route=name):
                    response = self.client.get(reverse(name, kwargs=arguments))
                    self.assertIn(response.status_code, {302, 401, 403})

    def test_what_is_public_exists(self) -> None:
        names = {name for name, _arguments in routes(get_resolver())}

        self.assertEqual(PUBLIC - names, set())
