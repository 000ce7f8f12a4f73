"""What a classroom may use. Verbs ask here while they hold the row that is counted."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from .models import QUOTAS, QUOTAS_OF_CLASS, Classroom, Policy, SiteSettings, User
from .straight import read

GUEST_PROJECTS = 1
GUEST_MEGABYTES = 100  # of files
CLASS_PROJECTS = 30  # of one class
WITH_POLICY = """
FROM classrooms_classroom
LEFT JOIN classrooms_policy
  ON classrooms_policy.classroom_id = classrooms_classroom.id
WHERE classrooms_classroom.id = %(classroom)s
"""


class QuotaExceeded(Exception):
    """There is no room for more; the message says how much fits and what to do."""


def policy_of(classroom: Classroom) -> Policy:
    """Return what binds the classroom now: its own policy, under the site's ceilings.

    It is not for saving.
    """
    try:
        policy = classroom.policy
    except ObjectDoesNotExist:
        policy = Policy(classroom=classroom)
    if classroom.is_of_guest:
        policy.project_quota = min(policy.project_quota, GUEST_PROJECTS)
        policy.storage_quota = min(policy.storage_quota, GUEST_MEGABYTES)
    return lower(policy, SiteSettings.current())


def classroom_with_policy(classroom_id: UUID) -> Classroom | None:
    """Return a classroom that has its policy at hand; None if it is gone."""
    found = read((Classroom, Policy), WITH_POLICY, {"classroom": classroom_id})
    if found is None:
        return None
    classroom: Classroom = found[0]
    if found[1] is not None:
        classroom.policy = found[1]
    return classroom


def policy_for(user: User) -> Policy:
    """Return what binds `user`: a student's classroom policy, else the defaults."""
    if user.is_student and hasattr(user, "student"):
        return policy_of(user.student.classroom)
    return lower(Policy(), SiteSettings.current())


def policy_of_class_project(classroom: Classroom) -> Policy:
    """Return what binds a project that the whole class fills.

    It is not for saving.
    """
    policy = policy_of(classroom)
    for quota, of_class in QUOTAS_OF_CLASS.items():
        setattr(policy, quota, getattr(policy, of_class))
    return policy


def lower(policy: Policy, settings: SiteSettings) -> Policy:
    """Bring every quota of `policy` under its ceiling; return it."""
    for quota, ceiling in QUOTAS.items():
        most = getattr(settings, ceiling)
        setattr(policy, quota, min(getattr(policy, quota), most))
    return policy


def check_quota(used: int, more: int, quota: int, sentence: str) -> None:
    """Raise `QuotaExceeded` with `sentence` if `more` on top of `used` is too much."""
    if used + more > quota:
        raise QuotaExceeded(sentence)
