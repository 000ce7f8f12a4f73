"""What a classroom may use. Verbs ask here while they hold the row that is counted."""

from django.core.exceptions import ObjectDoesNotExist

from .models import Classroom, Policy, User

CLASSROOM_QUOTA = 20  # classrooms one teacher may own


class QuotaExceeded(Exception):
    """There is no room for more; the message says how much fits and what to do."""


def policy_of(classroom: Classroom) -> Policy:
    """Return the classroom's own policy, or the defaults if it has none."""
    try:
        return classroom.policy
    except ObjectDoesNotExist:
        return Policy(classroom=classroom)


def policy_for(user: User) -> Policy:
    """Return what binds `user`: a student's classroom policy, else the defaults."""
    if user.is_student and hasattr(user, "student"):
        return policy_of(user.student.classroom)
    return Policy()


def check_quota(used: int, more: int, quota: int, sentence: str) -> None:
    """Raise `QuotaExceeded` with `sentence` if `more` on top of `used` is too much."""
    if used + more > quota:
        raise QuotaExceeded(sentence)
