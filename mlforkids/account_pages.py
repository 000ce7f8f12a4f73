"""The pages below /account/ are for teachers: students have no e-mail address."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from classrooms.models import User


class AccountPagesOfTeachers:
    """Middleware: turns students away from all of them but the way out.

    A password or an address of their own would let them in past their teacher, who
    looks after their passphrases.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or 403."""
        if is_for_teachers(request.path_info) and is_student(request):
            sentence = _("This page is for teachers. If you are one, log out first.")
            return permission_denied(request, PermissionDenied(sentence))
        return self.get_response(request)


def is_for_teachers(path: str) -> bool:
    return path.startswith("/account/") and path != reverse("account_logout")


def is_student(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_student
