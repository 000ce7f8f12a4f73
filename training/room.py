"""How much the models of a class take, and whether there is room for another."""

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from projects.models import Project
from projects.room import (
    MEBIBYTE,
    NoRoom,
    Room,
    check_fits,
    hold_room,
    room_of,
    room_of_project,
)

from .models import LocalModel, MLModel

__all__ = [
    "MEBIBYTE",
    "NoRoomForModels",
    "bytes_of_models",
    "check_local_room",
    "check_room",
    "hold_room",
    "room_of",
    "room_of_project",
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
    room = room_of_project(project)
    check_fits(room, more - bytes_of(replaced), NoRoomForModels)


def check_local_room(local_model: LocalModel, more: int = 1) -> None:
    """Raise `NoRoomForModels` if `more` bytes do not fit, for a browser project.

    What the same key has had trained before does not count.
    """
    replaced = LocalModel.objects.filter(key_digest=local_model.key_digest)
    room = room_of(local_model.user_id)
    check_fits(room, more - bytes_of(replaced), NoRoomForModels)


def bytes_of_models(room: Room) -> int:
    """Return what all models take of those who share `room`."""
    return bytes_of(models_in(room)) + bytes_of(local_models_in(room))


def bytes_of(models: QuerySet[MLModel] | QuerySet[LocalModel]) -> int:
    used: int = models.aggregate(sum=Sum("stored_bytes", default=0))["sum"]
    return used


def models_in(room: Room) -> QuerySet[MLModel]:
    return MLModel.objects.filter(project__in=Project.objects.filter(room.projects))


def local_models_in(room: Room) -> QuerySet[LocalModel]:
    """The same of models for browser projects, which take room for an hour."""
    if room.classroom_id:
        return LocalModel.objects.filter(user__student__classroom=room.classroom_id)
    return LocalModel.objects.filter(user=room.owner_id)
