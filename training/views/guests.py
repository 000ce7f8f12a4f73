"""How a guest leaves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms.requests import guest_classroom
from classrooms.views.home import end_guest_session


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


def erase_guest(request: HttpRequest) -> None:
    """Leave nothing of a guest, and log them out."""
    from .. import erasing

    classroom = guest_classroom(request)
    if classroom is not None:
        erasing.erase_classroom(classroom, by=None)
    end_guest_session(request)
