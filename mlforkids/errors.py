"""What people and programs are told when the site cannot do what they asked."""

import sys

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.uploads import StorageIsDown

RETRY_AFTER = "10"  # seconds
DATABASE_IS_AWAY = (OperationalError, InterfaceError)
FOR_PROGRAMS = ("/api/scratch/", "/saved-models/")  # of any site, and without cookies
REFUSALS = {
    400: gettext_lazy("This could not be read. Check it, and try again."),
    408: gettext_lazy("This took too long to arrive. Please try again."),
    413: gettext_lazy("This is too large. Please send less at a time."),
}


def server_error(request: HttpRequest) -> HttpResponse:
    """Say what went wrong, without asking the database for anything.

    503 where it is away, or the storage, 404 where somebody erased what this was about
    in the very moment, 500 otherwise.
    """
    error = sys.exc_info()[1]
    if isinstance(error, (*DATABASE_IS_AWAY, StorageIsDown)):
        sentence = _("The site is taking a short break. Please try again in a moment.")
        response = _answer(request, 503, sentence)
        response["Retry-After"] = RETRY_AFTER
        return response
    if isinstance(error, ObjectDoesNotExist):
        return _answer(request, 404, _("This is no longer there."))
    return _answer(request, 500, _("Something went wrong here. It was not your fault."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 413 to a body that Django finds too large, 400 to all else it refuses."""
    return refuse(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def refuse(request: HttpRequest, status: int) -> HttpResponse:
    """Say why what was sent cannot be taken."""
    return _answer(request, status, str(REFUSALS[status]))


def _answer(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    if request.path.startswith(FOR_PROGRAMS):
        everybody = {"Access-Control-Allow-Origin": "*"}
        return JsonResponse({"error": sentence}, status=status, headers=everybody)
    if request.path.startswith("/api/") or not request.accepts("text/html"):
        return JsonResponse({"detail": sentence}, status=status)
    # Without the request: the context processors would ask who is signed in.
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
