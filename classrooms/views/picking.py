"""Which students a page is about."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ..models import Classroom, Group, Student


def only_asks(request: HttpRequest) -> bool:
    """Say if a page shall ask, not act: it was opened, or students were just ticked."""
    return request.method == "GET" or "ask" in request.POST


def picked_students(request: HttpRequest, classroom: Classroom) -> list[Student]:
    """Return the students whose ids were sent; 404 if one is not in `classroom`."""
    sent = request.POST if request.method == "POST" else request.GET
    ids = {parse_id(each) for each in sent.getlist("student")}
    students = classroom.students.filter(pk__in=ids).order_by("folded_username")
    found = list(students.select_related("user"))
    if len(found) != len(ids):
        raise Http404
    for student in found:
        student.classroom = classroom
    return found


def group_of(classroom: Classroom, group_id: str) -> Group:
    return get_object_or_404(classroom.groups, pk=parse_id(group_id))


def parse_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def ask_to_pick(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    messages.warning(request, _("Tick some students first."))
    return redirect(classroom)
