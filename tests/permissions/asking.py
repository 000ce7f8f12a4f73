"""How the permission table says what is asked for, and who may."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.projects.pictures import photo, png
from tests.projects.sounds import note, wav

from .people import (
    CO_TEACHER,
    GUEST,
    NOBODY,
    OTHER_TEACHER,
    OWNER,
    PEOPLE,
    TEACHER,
    TEACHERS_OF_CLASS,
)
from .rows import Row

SEES = [OWNER, *TEACHERS_OF_CLASS]
EVERYBODY = PEOPLE
LOGGED_IN = [person for person in PEOPLE if person != NOBODY]
NOT_INVITED = [person for person in LOGGED_IN if person != OTHER_TEACHER]


def seen(what: str, route: str, **options: object) -> Row:
    return Row(what, route, may=SEES, **options)


def owned(what: str, route: str, method: str, **options: object) -> Row:
    """A thing that the owner does, and the teachers of the class look at."""
    return Row(what, route, method, may=[OWNER], looks=TEACHERS_OF_CLASS, **options)


def both(what: str, route: str, method: str, **options: object) -> Row:
    return Row(what, route, method, may=SEES, **options)


def taught(what: str, route: str, method: str = "GET", **options: object) -> Row:
    """A thing that those who teach the class do, and nobody else."""
    return Row(what, route, method, may=TEACHERS_OF_CLASS, **options)


def chosen(
    what: str, route: str, may: Sequence[str] = TEACHERS_OF_CLASS, **body: str
) -> Row:
    """A thing that is done with some students, named in a form."""

    def fill(things: Mapping[str, Any]) -> dict[str, Any]:
        goal = {"goal": things["other_classroom_id"]}
        return {"student": things["student_id"], **goal, **body}

    return Row(what, route, "POST", may=may, body=fill)


def of_a_guest(row: Row) -> Row:
    """The same thing, done to a guest's project, which nobody else may see."""
    instead = {GUEST: row.instead[OWNER]} if OWNER in row.instead else {}
    may = [GUEST] if row.may else []
    return replace(row, of_guest=True, may=may, looks=[], instead=instead)


def the_co_teacher(things: Mapping[str, Any]) -> dict[str, Any]:
    return {"teacher": things["user_id"]}


def a_picture(things: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": 1, "picture": SimpleUploadedFile("cat.png", png(photo()))}


def a_sound(things: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": 2, "sound": SimpleUploadedFile("yes.wav", wav(note(440)))}


def ruled(what: str, route: str, **options: Any) -> Row:
    """A thing that the owner of the class does, and co-teachers look at."""
    return Row(what, route, "POST", may=[TEACHER], looks=[CO_TEACHER], **options)
