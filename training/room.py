"""How much the models of a class take, and whether there is room for another."""

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from classrooms.models import Classroom, User
from classrooms.quotas import QuotaExceeded, policy_for
from projects.models import Project

from .models import MLModel

MEBIBYTE = 1024 * 1024


class NoRoomForModels(QuotaExceeded):
    """The files of the class take all that they may; the message says what to do."""


def hold_room(project: Project) -> None:
    """Let nobody else of the class store anything until this transaction ends.

    Whoever holds a project, too, holds the room first, so that none waits for ever.
    """
    classrooms = Classroom.objects.filter(students__user__projects=project)
    # Weaker than deletion, so that students can be added meanwhile.
    held = classrooms.select_for_update(no_key=True, of=("self",)).first()
    if held is None:
        owners = User.objects.filter(projects=project)
        owners.select_for_update(no_key=True, of=("self",)).first()


def check_room(project: Project, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes for a model of `project` do not fit.

    The model that is in use now does not count: the new one takes its place.
    """
    # As they are now, not as they were when the training began.
    owner = User.objects.select_related("student__classroom__policy").get(
        pk=project.owner_id
    )
    quota = policy_for(owner).storage_quota
    others = models_beside(owner).exclude(project=project, is_current=True)
    used = others.aggregate(sum=Sum("stored_bytes", default=0))["sum"]
    if used + more > quota * MEBIBYTE:
        sentence = _(
            "There is no room for another model: all %(quota)d MB are in use. "
            "Delete a model or a project that you no longer need."
        )
        raise NoRoomForModels(sentence % {"quota": quota})


def models_beside(owner: User) -> QuerySet[MLModel]:
    """Models that share one quota: a class's, or a teacher's own."""
    if owner.is_student and hasattr(owner, "student"):
        classroom = owner.student.classroom_id
        return MLModel.objects.filter(project__owner__student__classroom=classroom)
    return MLModel.objects.filter(project__owner=owner)
