"""How much the models of a class take, and whether there is room for another."""

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from classrooms.models import User
from projects.models import Project
from projects.room import MEBIBYTE, NoRoom, check_fits, hold_room

from .models import LocalModel, MLModel

__all__ = [
    "MEBIBYTE",
    "NoRoomForModels",
    "bytes_of_models",
    "check_local_room",
    "check_room",
    "hold_room",
]


class NoRoomForModels(NoRoom):
    def __init__(self, quota: int) -> None:
        sentence = _(
            "There is no room for another model: all %(quota)d MB are in use. "
            "Delete a model or a project that you no longer need."
        )
        super().__init__(sentence % {"quota": quota})


def check_room(project: Project, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes for a model of `project` do not fit.

    The model that is in use now does not count: the new one takes its place.
    """
    replaced = MLModel.objects.filter(project=project, is_current=True)
    check_fits(project.owner_id, more - bytes_of(replaced), NoRoomForModels)


def check_local_room(local_model: LocalModel, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes do not fit, for a browser project.

    What the same key has had trained before does not count.
    """
    replaced = LocalModel.objects.filter(key_digest=local_model.key_digest)
    check_fits(local_model.user_id, more - bytes_of(replaced), NoRoomForModels)


def bytes_of_models(owner: User) -> int:
    """Return what all models take that share one quota with those of `owner`."""
    return bytes_of(models_beside(owner)) + bytes_of(local_models_beside(owner))


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
