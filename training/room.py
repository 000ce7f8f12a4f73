"""How much the models of a class take, and whether there is room for another."""

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from classrooms.models import Classroom, User
from classrooms.quotas import QuotaExceeded, policy_for
from projects.models import Project

from .models import LocalModel, MLModel

MEBIBYTE = 1024 * 1024
NONE = Q(pk__in=[])  # matches no row


class NoRoomForModels(QuotaExceeded):
    """The files of the class take all that they may; the message says what to do."""


def hold_room(owner_id: int) -> None:
    """Let nobody else of the class store anything until this transaction ends.

    Whoever holds a project, too, holds the room first, so that none waits for ever.
    """
    classrooms = Classroom.objects.filter(students__user=owner_id)
    # Weaker than deletion, so that students can be added meanwhile.
    held = classrooms.select_for_update(no_key=True, of=("self",)).first()
    if held is None:
        owners = User.objects.filter(pk=owner_id)
        owners.select_for_update(no_key=True, of=("self",)).first()


def check_room(project: Project, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes for a model of `project` do not fit.

    The model that is in use now does not count: the new one takes its place.
    """
    check_fits(project.owner_id, more, Q(project=project, is_current=True))


def check_local_room(local_model: LocalModel, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes do not fit, for a browser project.

    What the same key has had trained before does not count.
    """
    replaced = Q(key_digest=local_model.key_digest)
    check_fits(local_model.user_id, more, replaced_local=replaced)


def check_fits(
    owner_id: int, more: int, replaced: Q = NONE, replaced_local: Q = NONE
) -> None:
    # As they are now, not as they were when the training began.
    owner = User.objects.select_related("student__classroom__policy").get(pk=owner_id)
    quota = policy_for(owner).storage_quota
    used = bytes_of(models_beside(owner).exclude(replaced))
    used += bytes_of(local_models_beside(owner).exclude(replaced_local))
    if used + more > quota * MEBIBYTE:
        sentence = _(
            "There is no room for another model: all %(quota)d MB are in use. "
            "Delete a model or a project that you no longer need."
        )
        raise NoRoomForModels(sentence % {"quota": quota})


def bytes_of(models: QuerySet[MLModel] | QuerySet[LocalModel]) -> int:
    used: int = models.aggregate(sum=Sum("stored_bytes", default=0))["sum"]
    return used


def models_beside(owner: User) -> QuerySet[MLModel]:
    """Models that share one quota: a class's, or a teacher's own."""
    if owner.is_student and hasattr(owner, "student"):
        classroom = owner.student.classroom_id
        return MLModel.objects.filter(project__owner__student__classroom=classroom)
    return MLModel.objects.filter(project__owner=owner)


def local_models_beside(owner: User) -> QuerySet[LocalModel]:
    """The same of models for browser projects, which take room for an hour."""
    if owner.is_student and hasattr(owner, "student"):
        classroom = owner.student.classroom_id
        return LocalModel.objects.filter(user__student__classroom=classroom)
    return LocalModel.objects.filter(user=owner)
