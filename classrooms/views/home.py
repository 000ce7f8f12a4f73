"""The front page, and the way in for those who only want to try it."""

import time

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions
from ..actions import GuestsAreNotWelcome, NoRoomForGuests
from .front import start_page

# Of one browser: more often than anybody wants to begin anew.
TRIES = 10
SECONDS = 10 * 60
TRIED = "tried"  # The times, in the session.


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(start_page(request.user))
    return show_home(request)


def show_home(
    request: HttpRequest, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"guests_are_welcome": actions.guests_are_welcome(), "problem": problem}
    return render(request, "home.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def try_it(request: HttpRequest) -> HttpResponse:
    """Let somebody in as a guest; who is in already goes on where they were."""
    if request.method == "GET" or request.user.is_authenticated:
        return redirect("home")
    try:
        check_tries(request)
        classroom, student = actions.open_guest_classroom()
    except GuestsAreNotWelcome as refusal:
        return show_home(request, str(refusal), status=409)
    except NoRoomForGuests as refusal:
        response = show_home(request, str(refusal), status=503)
        response["Retry-After"] = str(refusal.seconds)
        return response
    login(request, student.user, backend="classrooms.backends.StudentBackend")
    request.session.set_expiry(classroom.expires_at)
    return redirect("projects:list")


def check_tries(request: HttpRequest) -> None:
    """Note that this browser tries; raise `NoRoomForGuests` if it did so too often."""
    now = time.time()
    recent = [each for each in tries_of(request) if each > now - SECONDS]
    if len(recent) >= TRIES:
        sentence = _("You have started many times. Wait ten minutes, then try again.")
        raise NoRoomForGuests(sentence, SECONDS)
    request.session[TRIED] = [*recent, now]


def tries_of(request: HttpRequest) -> list[float]:
    return list(request.session.get(TRIED, []))


def end_guest_session(request: HttpRequest) -> None:
    """Log a guest out; what the browser keeps is how often it has tried."""
    tried = tries_of(request)
    logout(request)
    request.session[TRIED] = tried
    request.session.set_expiry(SECONDS)
