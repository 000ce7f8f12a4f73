"""Pages about people: the front door, a student's log-in, a teacher's classes."""

from uuid import UUID

from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import actions
from .attempts import forget_attempts, may_try
from .forms import ClassroomForm, JoinForm, StudentsForm
from .models import Classroom, Student, User
from .quotas import QuotaExceeded
from .requests import signed_in


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


@require_http_methods(["GET", "POST"])
def classroom_list(request: HttpRequest) -> HttpResponse:
    """A teacher's classes, and a form to open another."""
    teacher = teacher_of(request)
    form = ClassroomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            classroom = actions.open_classroom(teacher, form.cleaned_data["name"])
            return redirect(classroom)
        except QuotaExceeded as error:
            form.add_error(None, str(error))
    classrooms = (
        Classroom.objects.taught_by(teacher)
        .annotate(student_count=Count("students"))
        .order_by("name", "created_at")
    )
    context = {"classrooms": classrooms, "form": form}
    status = 400 if form.errors else 200
    return render(request, "classrooms/list.html", context, status=status)


def teacher_of(request: HttpRequest) -> User:
    """Return who is asking, if they are a teacher."""
    user = signed_in(request)
    if user.is_student:
        raise PermissionDenied(_("This page is for teachers."))
    return user


@require_GET
def classroom_detail(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    return render_classroom(request, classroom, StudentsForm())


def taught_classroom(request: HttpRequest, classroom_id: UUID) -> Classroom:
    classrooms = Classroom.objects.taught_by(signed_in(request))
    return get_object_or_404(classrooms, pk=classroom_id)


def render_classroom(
    request: HttpRequest, classroom: Classroom, form: StudentsForm
) -> HttpResponse:
    students = (
        classroom.students.select_related("user")
        .annotate(project_count=Count("user__projects"))
        .order_by("folded_username")
    )
    context = {"classroom": classroom, "students": students, "form": form}
    status = 400 if form.errors else 200
    return render(request, "classrooms/detail.html", context, status=status)


@never_cache
@require_POST
def add_students(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Add students, and show their passphrases: this once, never again."""
    classroom = taught_classroom(request, classroom_id)
    form = StudentsForm(request.POST)
    if form.is_valid():
        try:
            usernames = form.cleaned_data["usernames"]
            return show_once(
                request, classroom, actions.add_students(classroom, usernames)
            )
        except (ValidationError, QuotaExceeded) as error:
            form.add_error(None, getattr(error, "messages", str(error)))
    return render_classroom(request, classroom, form)


@never_cache
@require_POST
def reset_passphrase(
    request: HttpRequest, classroom_id: UUID, student_id: UUID
) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    students = classroom.students.select_related("user")
    student = get_object_or_404(students, pk=student_id)
    return show_once(request, classroom, actions.reset_passphrases([student]))


def show_once(
    request: HttpRequest, classroom: Classroom, credentials: list[tuple[Student, str]]
) -> HttpResponse:
    context = {"classroom": classroom, "credentials": credentials}
    return render(request, "classrooms/passphrases.html", context)
