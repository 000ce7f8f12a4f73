"""A student's way in."""

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..attempts import of_passphrase, sentence_for_student
from ..forms import JoinForm
from ..models import User


def start_page(user: User) -> str:
    return "projects:list" if user.is_student else "classrooms:list"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """A student comes in; a printed card may have filled in all but the words."""
    if request.method == "GET":
        return show_door(request, JoinForm.from_card(request.GET))
    form = JoinForm(request.POST)
    if not form.is_valid():
        return show_door(request, form, 400)
    attempts = of_passphrase(form.cleaned_data["code"], form.cleaned_data["username"])
    if wait := attempts.take_turn():
        form.add_error(None, sentence_for_student(wait))
        return show_door(request, form, 429, {"Retry-After": str(wait)})
    user = authenticate(request, **form.cleaned_data)
    if not isinstance(user, User):
        form.add_error(
            None, _("That did not fit together. Check your card, and try again.")
        )
        return show_door(request, form, 400)
    attempts.forget()
    come_in(request, user)
    return redirect("projects:list")


def show_door(
    request: HttpRequest,
    form: JoinForm,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    form.focus_first_gap()
    page = render(request, "classrooms/join.html", {"form": form}, status=status)
    for name, value in (headers or {}).items():
        page[name] = value
    return page


def come_in(request: HttpRequest, user: User) -> None:
    """Log the student in, with nothing left of who used this computer before."""
    request.session.flush()
    login(request, user, backend="classrooms.backends.StudentBackend")
    request.session.set_expiry(0)  # Until the browser closes: computers are shared.
