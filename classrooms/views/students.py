"""The students of one class."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from .. import actions
from ..forms import StudentsForm
from ..models import Classroom, Student
from ..quotas import QuotaExceeded
from ..requests import taught_classroom


@require_GET
def classroom_detail(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    return render_classroom(request, classroom, StudentsForm())


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
