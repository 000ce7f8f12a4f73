"""Teachers who have shown that their address is theirs, and their parts in a class."""

from allauth.account.models import EmailAddress

from classrooms.models import Classroom, Invitation, Role, Teaching, User


def verify(teacher: User, email: str = "", verified: bool = True) -> None:
    EmailAddress.objects.create(
        user=teacher,
        email=email or teacher.email,
        verified=verified,
        primary=not email,
    )


def help_to_teach(teacher: User, classroom: Classroom) -> None:
    Teaching.objects.create(classroom=classroom, user=teacher, role=Role.CO_TEACHER)


def invite(classroom: Classroom, by: User, email: str) -> Invitation:
    return Invitation.objects.create(classroom=classroom, invited_by=by, email=email)
