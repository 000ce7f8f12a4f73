"""How a guest leaves."""

from contextlib import suppress

from allauth.account import views as account_views
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms.requests import guest_classroom
from classrooms.views.home import end_guest_session

from .. import erasing


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """GET asks; POST erases all that the guest has made. Others have nothing here."""
    if guest_classroom(request) is None:
        return redirect("home")
    if request.method == "GET":
        return render(request, "training/leave.html")
    erase_guest(request)
    messages.success(request, _("Everything is deleted. Thank you for trying it out!"))
    return redirect("home")


def log_out(request: HttpRequest) -> HttpResponseBase:
    """Log anybody out; a guest, who could not come back, leaves."""
    if guest_classroom(request) is not None:
        return leave(request)
    response: HttpResponseBase = account_views.logout(request)
    return response


def erase_guest(request: HttpRequest) -> None:
    """Leave nothing of a guest, and log them out."""
    classroom = guest_classroom(request)
    if classroom is not None:
        with suppress(erasing.AlreadyErased):  # In another tab, or by the clock.
            erasing.erase_classroom(classroom, by=None)
    end_guest_session(request)
