"""What can be done with some students at once."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions
from ..forms import GroupForm
from ..models import Classroom, Student
from ..quotas import QuotaExceeded
from ..requests import signed_in, taught_classroom
from .picking import ask_to_pick, group_of, only_asks, parse_id, picked_students
from .students import NO_GROUP

MOST_ERASED = 60  # at once; the address that names them passes any proxy


@require_http_methods(["GET", "POST"])
def move_students(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask where to, or move them; every name that is taken there is told."""
    classroom = taught_classroom(request, classroom_id)
    students = picked_students(request, classroom)
    if not students:
        return ask_to_pick(request, classroom)
    problems: list[str] = []
    if not only_asks(request):
        try:
            goal = chosen_goal(request, classroom)
            say_moved(request, actions.move_students(students, goal), goal)
            return redirect(classroom)
        except (QuotaExceeded, ValidationError) as error:
            problems = getattr(error, "messages", [str(error)])
    context = {
        "classroom": classroom,
        "students": students,
        "goals": Classroom.objects.taught_by(signed_in(request))
        .exclude(pk=classroom.pk)
        .order_by("name"),
        "chosen": request.POST.get("goal", ""),
        "problems": problems,
    }
    status = 400 if problems else 200
    return render(request, "classrooms/move_students.html", context, status=status)


def chosen_goal(request: HttpRequest, start: Classroom) -> Classroom:
    """Return the class to move to, another one that they teach, or answer 404."""
    chosen = request.POST.get("goal", "")
    if not chosen:
        raise ValidationError(_("Choose a class."))
    goals = Classroom.objects.taught_by(signed_in(request)).exclude(pk=start.pk)
    return get_object_or_404(goals, pk=parse_id(chosen))


def say_moved(request: HttpRequest, count: int, goal: Classroom) -> None:
    sentence = ngettext(
        "%(count)d student moved to %(classroom)s. The class code there is %(code)s.",
        "%(count)d students moved to %(classroom)s. The class code there is %(code)s.",
        count,
    )
    words = {"count": count, "classroom": goal.name, "code": goal.spelled_code}
    messages.success(request, sentence % words)


@require_http_methods(["GET", "POST"])
def group_students(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask which group, or put students in one, which may be new, or in none."""
    classroom = taught_classroom(request, classroom_id)
    students = picked_students(request, classroom)
    if not students:
        return ask_to_pick(request, classroom)
    form = GroupForm(request.POST if "name" in request.POST else None)
    if not only_asks(request):
        try:
            if put_in_chosen(request, classroom, students, form):
                messages.success(request, _("Saved."))
                return redirect(classroom)
        except (QuotaExceeded, ValidationError) as error:
            form = GroupForm(request.POST)
            form.add_error(None, getattr(error, "messages", str(error)))
    context = {
        "classroom": classroom,
        "students": students,
        "groups": classroom.groups.order_by("folded_name"),
        "form": form,
    }
    status = 400 if form.errors else 200
    return render(request, "classrooms/group_students.html", context, status=status)


def put_in_chosen(
    request: HttpRequest,
    classroom: Classroom,
    students: list[Student],
    form: GroupForm,
) -> bool:
    """Do what was asked for, and say if that could be understood."""
    chosen = request.POST.get("group", "")
    if chosen:
        group = None if chosen == NO_GROUP else group_of(classroom, chosen)
        actions.put_in_group(classroom, students, group)
        return True
    if form.is_valid():
        name = form.cleaned_data["name"]
        actions.put_in_new_group(classroom, students, name)
        return True
    return False


@require_POST
def pick_to_erase(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Lead to the page that asks whether those who were ticked shall go for good."""
    classroom = taught_classroom(request, classroom_id)
    students = picked_students(request, classroom)
    if not students:
        return ask_to_pick(request, classroom)
    if len(students) > MOST_ERASED:
        sentence = _(
            "You can delete %(most)d students at once. Tick fewer. The owner of the "
            "class can delete all of it in its settings."
        )
        messages.warning(request, sentence % {"most": MOST_ERASED})
        return redirect(classroom)
    page = reverse("training:erase-students", args=[classroom.pk])
    known = urlencode([("student", student.pk.hex) for student in students])
    return redirect(f"{page}?{known}")
