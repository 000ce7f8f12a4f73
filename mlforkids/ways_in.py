"""Where people come in, and what they are told when their session has ended.

A cookie remembers who used this browser last: a session that is gone, as after new
secret words or when everything was erased, cannot say whose it was.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from classrooms.models import User

COOKIE = "came_as"
STUDENT, GUEST, TEACHER = "student", "guest", "teacher"
A_YEAR = 365 * 24 * 60 * 60  # seconds
OF_TEACHERS = ("/account/", "/admin/", "/classrooms/", "/invitations/")


class LoginRequired(LoginRequiredMiddleware):
    """Django's, which also finds students and guests their way back in."""

    def handle_no_permission(  # type: ignore[override]  # It may answer in JSON.
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """Answer in JSON, or lead to where that person would come in."""
        if request.path.startswith("/api/") or not request.accepts("text/html"):
            return JsonResponse({"detail": why_not_logged_in(request)}, status=401)
        who = last_here(request)
        if who == GUEST:
            messages.info(request, try_out_is_over())
            response = redirect("home")
            response.delete_cookie(COOKIE)  # Saying so once is enough.
            return response
        if who == STUDENT and not request.path.startswith(OF_TEACHERS):
            messages.info(request, _("You are not logged in any more. Come in again."))
            return redirect("classrooms:join")
        return super().handle_no_permission(request, view_func)

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Remember who is here, when it is somebody else than last time."""
        if request.path.startswith("/api/"):
            return response  # A page has come before.
        user = getattr(request, "user", None)
        if isinstance(user, User) and (who := kind_of(user)) != last_here(request):
            response.set_cookie(
                COOKIE,
                who,
                max_age=A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def kind_of(user: User) -> str:
    if not user.is_student:
        return TEACHER
    is_guest = hasattr(user, "student") and user.student.classroom.is_of_guest
    return GUEST if is_guest else STUDENT


def last_here(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")


def why_not_logged_in(request: HttpRequest) -> str:
    """Return what a page that asked for JSON is to show."""
    if last_here(request) == GUEST:
        return try_out_is_over()
    return _("You are not logged in any more. Go to the start page to come in again.")


def try_out_is_over() -> str:
    return _(
        "Your try-out is over, and everything in it has been deleted. "
        "Start again any time."
    )
