"""The pages below /account/ are for teachers: students have no e-mail address."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import permission_denied

from classrooms.models import User
from classrooms.requests import teacher_of

from .account_forms import NameForm


class AccountPagesOfTeachers:
    """Middleware: turns students away from all of them but the way out.

    A password or an address of their own would let them in past their teacher, who
    looks after their passphrases.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or 403; 429 where a form says to wait."""
        if is_for_teachers(request.path_info) and is_student(request):
            sentence = _("This page is for teachers. If you are one, log out first.")
            return permission_denied(request, PermissionDenied(sentence))
        response = self.get_response(request)
        if (
            wait := getattr(request, "seconds_to_wait", 0)
        ) and response.status_code < 300:
            response.status_code = 429
            response["Retry-After"] = str(wait)
        return response


def is_for_teachers(path: str) -> bool:
    return path.startswith("/account/") and path != reverse("account_logout")


def is_student(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_student


@require_http_methods(["GET", "POST"])
def my_account(request: HttpRequest) -> HttpResponse:
    """A teacher's name, and the way to all else about the account."""
    teacher = User.objects.get(pk=teacher_of(request).pk)
    form = NameForm(request.POST or None, instance=teacher)
    if request.method == "POST" and form.is_valid():
        teacher.save(update_fields=["name"])
        messages.success(request, _("Your name is saved."))
        return redirect("my-account")
    context = {"form": form, "has_second_step": is_mfa_enabled(teacher)}
    status = 400 if form.errors else 200
    return render(request, "account/my_account.html", context, status=status)
