"""What people see when something broke on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

RETRY_AFTER = "10"  # seconds
DATABASE_IS_AWAY = (OperationalError, InterfaceError)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database is away, 500 otherwise; ask neither for a row."""
    if isinstance(sys.exc_info()[1], DATABASE_IS_AWAY):
        sentence = _("The site is taking a short break. Please try again in a moment.")
        response = _answer(request, 503, sentence)
        response["Retry-After"] = RETRY_AFTER
        return response
    return _answer(request, 500, _("Something went wrong here. It was not your fault."))


def _answer(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if request.path.startswith("/api/") or not request.accepts("text/html"):
        return JsonResponse({"detail": sentence}, status=status)
    # Without the request: the context processors would ask who is signed in.
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
