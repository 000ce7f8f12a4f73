"""The students of one class: who they are, and adding more."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import actions, presence
from ..forms import StudentForm
from ..models import Classroom, Group, Student
from ..requests import taught_classroom
from .picking import group_of

NO_GROUP = "none"  # in the address of the page


@dataclass(frozen=True)
class Row:
    """A student as the page shows them."""

    student: Student
    is_here: bool

    @property
    def last_seen(self) -> str:
        seen = self.student.last_seen_at
        return _("%(time)s ago") % {"time": timesince(seen, depth=1)} if seen else ""


@require_GET
def classroom_detail(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    wanted = request.GET.get("group", "")
    group = group_of(classroom, wanted) if wanted not in ("", NO_GROUP) else None
    rows = rows_of(classroom, group, wanted)
    context = {
        "classroom": classroom,
        "rows": rows,
        "group": group,
        "has_no_group": wanted == NO_GROUP,
        **counts_of(classroom),
    }
    return render(request, "classrooms/detail.html", context)


def rows_of(classroom: Classroom, group: Group | None, wanted: str) -> list[Row]:
    """Return the students that are to be shown, as a person would sort them."""
    students = classroom.students.annotate(
        project_count=Count("user__projects")
    ).select_related("group")
    if wanted:
        students = students.filter(group=group)
    found = sorted(students, key=lambda student: natural(student.folded_username))
    here = presence.places(student.pk for student in found)
    return [Row(student, student.pk in here) for student in found]


def natural(name: str) -> list[str | int]:
    """Return a key that sorts star2 before star10."""
    letters = unicodedata.normalize("NFD", name)  # é among e, as in a list on paper
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    # Digits of every script, and so words and numbers by turns, which can be compared.
    parts: Iterable[str] = re.split(r"(\d+)", plain)
    return [int(part) if part.isdecimal() else part for part in parts]


def counts_of(classroom: Classroom) -> dict[str, object]:
    """Return the groups with how many are in each, in none, and in the class."""
    groups = classroom.groups.annotate(student_count=Count("students"))
    groups = groups.order_by("folded_name")
    total = classroom.students.count()
    in_none = total - sum(group.student_count for group in groups)
    return {"groups": groups, "total": total, "in_none": in_none}


@require_http_methods(["GET", "POST"])
def rename_student(
    request: HttpRequest, classroom_id: UUID, student_id: UUID
) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    student = get_object_or_404(classroom.students, pk=student_id)
    form = StudentForm(request.POST or None, initial={"username": student.username})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_student(student, form.cleaned_data["username"])
        except ValidationError as error:
            form.add_error("username", error)
        else:
            sentence = _("“%(name)s” it is now. The secret words stay the same.")
            messages.success(request, sentence % {"name": student.username})
            return redirect(classroom)
    context = {"classroom": classroom, "student": student, "form": form}
    status = 400 if form.errors else 200
    return render(request, "classrooms/rename_student.html", context, status=status)
