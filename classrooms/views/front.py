"""The front door, and a student's way in."""

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ..attempts import forget_attempts, may_try
from ..forms import JoinForm
from ..models import User


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home.html")
    return redirect(start_page(request.user))


def start_page(user: User) -> str:
    return "projects:list" if user.is_student else "classrooms:list"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """A student comes in; a printed card may have filled in all but the words."""
    if request.method == "GET":
        known = {name: request.GET.get(name, "") for name in ("code", "username")}
        return render(
            request, "classrooms/join.html", {"form": JoinForm(initial=known)}
        )
    form = JoinForm(request.POST)
    user = find_student(request, form) if form.is_valid() else None
    if user is None:
        return render(request, "classrooms/join.html", {"form": form}, status=400)
    login(request, user, backend="classrooms.backends.StudentBackend")
    request.session.set_expiry(0)  # Until the browser closes: computers are shared.
    return redirect("projects:list")


def find_student(request: HttpRequest, form: JoinForm) -> User | None:
    """Return the student who typed this, or None with the reason in the form."""
    account = form.cleaned_data["code"], form.cleaned_data["username"]
    if not may_try(*account):
        form.add_error(None, _("Too many tries. Ask your teacher, or wait 10 minutes."))
        return None
    user = authenticate(request, **form.cleaned_data)
    if not isinstance(user, User):
        form.add_error(
            None, _("That did not fit together. Check your card, and try again.")
        )
        return None
    forget_attempts(*account)
    return user
