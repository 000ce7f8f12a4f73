"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import User


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
    student = user.is_student
    return {
        "person": {"name": str(user), "is_student": student, "is_teacher": not student}
    }
