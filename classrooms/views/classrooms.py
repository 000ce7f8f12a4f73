"""A teacher's classes."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import actions
from ..forms import ClassroomForm
from ..models import Classroom, Invitation
from ..quotas import QuotaExceeded
from ..requests import teacher_of


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
    invitations = Invitation.objects.open().sent_to(teacher)
    context = {
        "classrooms": classrooms,
        "form": form,
        "invitations": invitations.select_related("classroom", "invited_by"),
    }
    status = 400 if form.errors else 200
    return render(request, "classrooms/list.html", context, status=status)
