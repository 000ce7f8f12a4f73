"""Adding students: one, many with numbers, or those on a list."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import actions
from ..enrolling import (
    Newcomer,
    StudentList,
    mark_of,
    new_groups,
    read_list,
    room_in,
)
from ..forms import NumberedStudentsForm, StudentForm, StudentListForm
from ..models import Classroom
from ..quotas import QuotaExceeded
from ..requests import taught_classroom
from ..tables import BadTable
from .passphrases import show_cards

MOST_PROBLEMS_SHOWN = 100
MOST_GOOD_SHOWN = 500
FORMS: dict[str, type[forms.Form]] = {
    "one": StudentForm,
    "many": NumberedStudentsForm,
    "list": StudentListForm,
}


@never_cache
@require_http_methods(["GET", "POST"])
def add_students(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask whom to add, or add them, and show their passphrases: this once."""
    classroom = taught_classroom(request, classroom_id)
    way = request.POST.get("way", "")
    if way not in FORMS:
        return show_ways(request, classroom, status=400 if request.POST else 200)
    form = FORMS[way](request.POST, request.FILES)
    if form.is_valid():
        try:
            return ACTIONS[way](request, classroom, form.cleaned_data)
        except (BadTable, QuotaExceeded, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", str(error)))
    return show_ways(request, classroom, way, form, status=400)


def show_ways(
    request: HttpRequest,
    classroom: Classroom,
    way: str = "one",
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the three ways; the one that was tried is open and says what is wrong."""
    fresh = {name: make() for name, make in FORMS.items()}
    context = {
        "classroom": classroom,
        "forms": fresh | ({way: form} if form else {}),
        "way": way,
        "room": max(0, room_in(classroom)),
    }
    return render(request, "classrooms/add_students.html", context, status=status)


def add_one(
    request: HttpRequest, classroom: Classroom, data: dict[str, Any]
) -> HttpResponse:
    try:
        credentials = actions.enrol(classroom, [Newcomer(data["username"])])
    except actions.BadNewcomers as error:
        raise ValidationError(error.problems[0].sentence) from error
    return show_cards(request, classroom, credentials)


def add_many(
    request: HttpRequest, classroom: Classroom, data: dict[str, Any]
) -> HttpResponse:
    try:
        credentials = actions.add_numbered_students(
            classroom, data["begins_with"], data["count"]
        )
    except actions.BadNewcomers as error:  # All are called alike: one says it.
        raise ValidationError(error.problems[0].sentence) from error
    return show_cards(request, classroom, credentials)


def add_list(
    request: HttpRequest, classroom: Classroom, data: dict[str, Any]
) -> HttpResponse:
    """Show what a list would do; do it once that was seen and confirmed."""
    text = data["text"]
    found = read_list(classroom, text)
    # Who has changed the list since has not seen yet what it would do.
    is_confirmed = request.POST.get("confirm") == mark_of(text)
    if is_confirmed and not found.problems:
        try:
            credentials = actions.enrol(classroom, found.newcomers)
            return show_cards(request, classroom, credentials)
        except (actions.BadNewcomers, QuotaExceeded):
            # Somebody else added students since it was read.
            found = read_list(classroom, text)
    return show_preview(request, classroom, text, found, 400 if is_confirmed else 200)


def show_preview(
    request: HttpRequest,
    classroom: Classroom,
    text: str,
    found: StudentList,
    status: int,
) -> HttpResponse:
    good = found.good_newcomers()
    context = {
        "classroom": classroom,
        "form": StudentListForm(initial={"table": text}),
        "mark": mark_of(text),
        "problems": found.problems[:MOST_PROBLEMS_SHOWN],
        "problem_count": len(found.problems),
        "more_problems": max(0, len(found.problems) - MOST_PROBLEMS_SHOWN),
        "good": good[:MOST_GOOD_SHOWN],
        "good_count": len(good),
        "new_groups": new_groups(classroom, good),
        "unused_columns": found.unused_columns,
    }
    return render(request, "classrooms/preview_students.html", context, status=status)


ACTIONS = {"one": add_one, "many": add_many, "list": add_list}
