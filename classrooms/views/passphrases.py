"""New secret words, and the cards that they are printed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import actions
from ..models import Classroom, Student
from ..requests import taught_classroom
from .picking import ask_to_pick, group_of, only_asks, picked_students

CARDS_ON_A_SHEET = 10
LONG_NAME = 14  # characters, from which on it is printed smaller


@dataclass(frozen=True)
class Card:
    """What a student needs to come in, on paper."""

    student: Student
    passphrase: str
    # Of the page to come in, with all filled in but the secret words.
    address: str

    @property
    def has_long_name(self) -> bool:
        return len(self.student.username) > LONG_NAME

    @property
    def qr_code(self) -> SafeString:
        """An SVG without a word of the address in it, and without styles."""
        code = segno.make(self.address, micro=False)
        picture = code.svg_inline(
            border=0, omitsize=True, svgclass=None, lineclass=None
        )
        return mark_safe(picture)  # noqa: S308 (numbers only, made by the line above)


@never_cache
@require_http_methods(["GET", "POST"])
def reset_passphrases(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Ask whether to end the old words of some students, of a group or of all."""
    classroom = taught_classroom(request, classroom_id)
    if not only_asks(request):
        students = picked_students(request, classroom)
        if credentials := actions.reset_passphrases(students):
            return show_cards(request, classroom, credentials)
        return ask_to_pick(request, classroom)
    students = meant_students(request, classroom)
    if not students:
        return ask_to_pick(request, classroom)
    context = {"classroom": classroom, "students": students}
    return render(request, "classrooms/reset_passphrases.html", context)


def meant_students(request: HttpRequest, classroom: Classroom) -> list[Student]:
    """Return those whose ids were sent, a group's, or everybody."""
    if group_id := request.GET.get("group"):
        group = group_of(classroom, group_id)
        return list(group.students.order_by("folded_username"))
    if "everybody" in request.GET:
        return list(classroom.students.order_by("folded_username"))
    return picked_students(request, classroom)


def show_cards(
    request: HttpRequest,
    classroom: Classroom,
    credentials: Sequence[actions.Credential],
) -> HttpResponse:
    """Show the words; only what answers a POST may call it, and nothing keeps them."""
    cards = [
        Card(student, passphrase, join_address(request, classroom, student))
        for student, passphrase in credentials
    ]
    context = {
        "classroom": classroom,
        "credentials": credentials,
        "sheets": batch(cards),
    }
    return render(request, "classrooms/passphrases.html", context)


def batch(cards: Sequence[Card]) -> list[Sequence[Card]]:
    starts = range(0, len(cards), CARDS_ON_A_SHEET)
    return [cards[start : start + CARDS_ON_A_SHEET] for start in starts]


def join_address(request: HttpRequest, classroom: Classroom, student: Student) -> str:
    known = urlencode({"code": classroom.code, "username": student.username})
    return request.build_absolute_uri(f"{reverse('classrooms:join')}?{known}")
