"""Trying things out: what the site answers to one person, with nothing kept of it."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from classrooms.models import User
from tests.routes import routes

from .rows import LOG_IN, MAY, MAY_LOOK, UNKNOWN, Row

WAYS_IN = ("/account/login/", "/join/", "/admin/login/")


def ask(row: Row, person: Any, things: Mapping[str, Any]) -> str:
    """Return what comes of `row` for `person`, and undo what it has changed."""
    client = log_in(person)
    with transaction.atomic():
        response = send(client, row, things)
        close(response)
        transaction.set_rollback(True)
    return outcome(response, must_log_in=isinstance(person, AnonymousUser))


def close(response: HttpResponse) -> None:
    """End a download; the server would now give its database connection back."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def log_in(person: Any) -> Client:
    client = Client(raise_request_exception=False)
    if isinstance(person, User):
        student = "classrooms.backends.StudentBackend"
        teacher = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(person, student if person.is_student else teacher)
    return client


def send(client: Client, row: Row, things: Mapping[str, Any]) -> HttpResponse:
    url = reverse(row.route, kwargs=arguments(row, things))
    url += row.query.format_map(things)
    body = row.body(things) if callable(row.body) else row.body
    if row.form if row.form is not None else not url.startswith("/api/"):
        return getattr(client, row.method.lower())(url, body)
    sent = {} if row.method == "GET" else {"data": json.dumps(body or {})}
    return client.generic(row.method, url, content_type="application/json", **sent)


def arguments(row: Row, things: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the address of the row's route needs."""
    needed = all_routes()[row.route]
    return {name: {**things, **row.arguments}[name] for name in needed}


@cache
def all_routes() -> dict[str, dict[str, Any]]:
    return dict(routes(get_resolver()))


def outcome(response: HttpResponse, must_log_in: bool) -> str:
    """Return what an answer means to who has asked."""
    code = response.status_code
    if 200 <= code < 300:
        return MAY
    if code in (302, 303) and urlsplit(response["Location"]).path in WAYS_IN:
        return LOG_IN
    if code == 401 or (code == 403 and must_log_in):
        return LOG_IN
    if 300 <= code < 400:
        return MAY
    return {403: MAY_LOOK, 404: UNKNOWN}.get(code, str(code))


async def listen(application: Any, row: Row, person: Any, path: str) -> str:
    """Return what comes of opening a WebSocket."""
    socket = WebsocketCommunicator(application, path)
    socket.scope["user"] = person
    connected, _code = await socket.connect(timeout=5)
    await socket.disconnect()
    if connected:
        return MAY
    return UNKNOWN if isinstance(person, User) else LOG_IN
