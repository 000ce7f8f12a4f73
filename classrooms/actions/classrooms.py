"""Opening a classroom."""

from django.db import transaction
from django.utils.translation import ngettext

from ..codes import make_code
from ..models import Classroom, Policy, Role, SiteSettings, Teaching, User
from ..names import tidy
from ..quotas import check_quota


@transaction.atomic
def open_classroom(teacher: User, name: str, code: str | None = None) -> Classroom:
    """Open a classroom that `teacher` owns, if they may have another."""
    check_classroom_quota(teacher)
    classroom = Classroom.objects.create(name=tidy(name), code=code or unused_code())
    Teaching.objects.create(classroom=classroom, user=teacher, role=Role.OWNER)
    Policy.objects.create(classroom=classroom)
    return classroom


def check_classroom_quota(teacher: User) -> None:
    """Hold the teacher's row; raise `QuotaExceeded` if they may not own another."""
    # Weakly: who adds an example, and so points at its author, must not wait for this.
    User.objects.select_for_update(no_key=True).get(pk=teacher.pk)
    quota = SiteSettings.current().classroom_quota
    # Who had more before the limit was lowered keeps them.
    sentence = ngettext(
        "A teacher can own %(quota)d class here. Delete one first.",
        "A teacher can own %(quota)d classes here. Delete one first.",
        quota,
    )
    owned = teacher.teachings.filter(role=Role.OWNER).count()
    check_quota(owned, 1, quota, sentence % {"quota": quota})


def unused_code() -> str:
    while True:
        code = make_code()
        if not Classroom.objects.filter(code=code).exists():
            return code
