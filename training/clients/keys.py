"""From the key in an address to a project, and what the key allows there."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    ObjectDoesNotExist,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import DataError
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from classrooms.quotas import QuotaExceeded
from projects.actions import CollectingIsClosed, KindNotAllowed, NotYours, ShareIsUsed
from projects.kinds import BadExample
from projects.models import Project, ProjectKey
from projects.uploads import StorageIsDown, StorageIsFull, TooManyPictures

from ..actions import TooManyAtOnce
from ..room import NoRoomForModels
from .refusals import NoSuchMethod, NotAllowed, Refused, TooFast, TooLarge, UnknownKey
from .throttles import check_rate

logger = logging.getLogger(__name__)

ALLOWED_HEADERS = "Content-Type, Accept, X-User-Agent, If-Modified-Since"
LARGEST_BODY = 4 * 1024 * 1024  # bytes
FULL = "Project already has maximum allowed amount of training data"
SHARE_USED = "You have added as many examples as everybody may"
NO_ROOM = "The class has no room for another model"
SENTENCES: list[tuple[type[Exception], str, int]] = [
    (NoRoomForModels, NO_ROOM, 409),
    (TooManyAtOnce, "Too much is being trained. Try again in a minute", 409),
    (KindNotAllowed, "The class does not use this kind of project", 403),
    (ShareIsUsed, SHARE_USED, 409),
    (QuotaExceeded, FULL, 409),
    (CollectingIsClosed, "Your teacher has closed the buckets for now", 409),
    (NotYours, str(NotAllowed()), NotAllowed.status),
    # Taken back from the class since the key was looked at.
    (Project.DoesNotExist, str(UnknownKey()), UnknownKey.status),
    (ObjectDoesNotExist, "This is no longer there", 404),
    (RequestDataTooBig, str(TooLarge()), TooLarge.status),
    (SuspiciousOperation, "Invalid data", 400),
    (BadExample, "Invalid data", 400),
    (DataError, "Invalid data", 400),
    (StorageIsDown, "Files cannot be stored or read now. Try again soon", 503),
    (StorageIsFull, "There is no room left on this server", 507),
    (TooManyPictures, "Many pictures arrive right now. Try again soon", 503),
]

View = Callable[..., HttpResponse]


def open_to_programs(*methods: str) -> Callable[[View], View]:
    """Make a view reachable from anywhere, without cookies, and never answer HTML."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            else:
                response = answer(view, methods, request, *args, **kwargs)
            return allow_everybody(response)

        return login_not_required(csrf_exempt(wrapper))

    return decorate


def answer(
    view: View,
    methods: tuple[str, ...],
    request: HttpRequest,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    """Call the view; whatever goes wrong is said in one sentence, as JSON."""
    try:
        if request.method not in methods:
            raise NoSuchMethod
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            raise TooLarge
        return view(request, *args, **kwargs)
    except TooFast as refusal:
        response = error(str(refusal), refusal.status)
        response["Retry-After"] = str(refusal.seconds)
        return response
    except Refused as refusal:
        return error(str(refusal), refusal.status)
    except Exception as problem:
        return explain(problem)


def explain(problem: Exception) -> JsonResponse:
    """Say in one sentence what went wrong below the view, and log what should not."""
    for known, sentence, status in SENTENCES:
        if isinstance(problem, known):
            return error(sentence, status)
    logger.error("A program could not be answered", exc_info=problem)
    if isinstance(problem, DatabaseError):
        return error("The site is busy. Try again soon", 503)
    return error("Something went wrong here. It was not your fault", 500)


def error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def allow_everybody(response: HttpResponse) -> HttpResponse:
    """Let pages of any site read the answer: the key is the secret, not a cookie."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, POST"
    response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    return response


def find_key(key: str, scope: str, use: str = "") -> ProjectKey:
    """Return the key's row, with its project, if the key may do this.

    `use` names what is counted apart from other uses of the scope.
    """
    keys = ProjectKey.objects.matching(key)
    found = keys.select_related("member", "project__owner").first()
    if found is None:
        raise UnknownKey
    if scope not in found.scopes:
        raise NotAllowed
    check_rate(found.pk, use or scope)
    return found
