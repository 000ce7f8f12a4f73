"""From the key in an address to a project, and what the key allows there."""

import functools
import logging
import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from classrooms.quotas import QuotaExceeded
from projects.models import ProjectKey

from .throttles import TooFast, check_rate

logger = logging.getLogger(__name__)

KEY = re.compile(r"[0-9a-f-]{72}")
ALLOWED_HEADERS = "Content-Type, Accept, X-User-Agent, If-Modified-Since"
LARGEST_BODY = 4 * 1024 * 1024  # bytes

View = Callable[..., HttpResponse]


class Refused(Exception):
    """A program asked for something it cannot have; it is told in one sentence."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def open_to_programs(*methods: str) -> Callable[[View], View]:
    """Make a view reachable from anywhere, without cookies, and never answer HTML."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            elif request.method not in methods:
                response = error("Method not allowed", 405)
                response["Allow"] = ", ".join(methods)
            else:
                response = answer(view, request, *args, **kwargs)
            return allow_everybody(response)

        return login_not_required(csrf_exempt(wrapper))

    return decorate


def answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            raise Refused("This is too large: 4 MB at most", 413)
        return view(request, *args, **kwargs)
    except Refused as refusal:
        return error(str(refusal), refusal.status)
    except TooFast as too_fast:
        response = error(str(too_fast), 429)
        response["Retry-After"] = str(too_fast.seconds)
        return response
    except QuotaExceeded:
        return error("Project already has maximum allowed amount of training data", 409)
    except ObjectDoesNotExist:
        return error("This is no longer there", 404)
    except DatabaseError:
        logger.exception("A program could not be answered")
        return error("The site is busy. Try again soon", 503)


def error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def allow_everybody(response: HttpResponse) -> HttpResponse:
    """Let pages of any site read the answer: the key is the secret, not a cookie."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, POST"
    response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    patch_vary_headers(response, ["Origin"])
    return response


def find_key(key: str, scope: str) -> ProjectKey:
    """Return the key's row, with its project, if the key may do this."""
    found = None
    if KEY.fullmatch(key):
        keys = ProjectKey.objects.matching(key)
        found = keys.select_related(
            "project__owner__student__classroom__policy"
        ).first()
    if found is None:
        raise Refused("Scratch key not found", 404)
    if scope not in found.scopes:
        raise Refused("This key may not do that", 403)
    check_rate(found, scope)
    return found
