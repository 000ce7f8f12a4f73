"""Who is asking."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .models import Classroom, User


def signed_in(request: HttpRequest) -> User:
    """Return the user of a request that the middleware has let through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def person(request: HttpRequest) -> dict[str, object]:
    """Context processor: the name and role that every page's header shows."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"person": None}
    student, classroom = user.is_student, guest_classroom(request)
    return {
        "person": {
            "name": str(user),
            "is_student": student,
            "is_teacher": not student,
            # When all that a guest has made is erased.
            "guest_until": classroom.expires_at if classroom else None,
        }
    }


def guest_classroom(request: HttpRequest) -> Classroom | None:
    """Return the classroom of a guest; None for everybody else."""
    user = request.user
    if not isinstance(user, User) or not user.is_student:
        return None
    classroom = user.student.classroom if hasattr(user, "student") else None
    return classroom if classroom and classroom.is_of_guest else None


def teacher_of(request: HttpRequest) -> User:
    """Return who is asking, if they are a teacher."""
    user = signed_in(request)
    if user.is_student:
        raise PermissionDenied(_("This page is for teachers."))
    return user


def taught_classroom(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """Return a classroom that who is asking teaches, or answer 404."""
    classrooms = Classroom.objects.taught_by(signed_in(request))
    return get_object_or_404(classrooms, pk=classroom_id)


def owned_classroom(request: HttpRequest, classroom_id: UUID) -> Classroom:
    """Return a classroom that who is asking owns; a co-teacher gets 403."""
    classroom = taught_classroom(request, classroom_id)
    if not classroom.is_owned_by(signed_in(request)):
        raise PermissionDenied(_("Only the teacher who owns this class may do that."))
    return classroom
