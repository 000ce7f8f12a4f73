"""What becomes of a training: the model in use, or nothing at all."""

from django.db import transaction
from django.utils import timezone

from projects.actions import discard_files
from projects.models import Project

from .learning.lesson import Lesson
from .models import Evaluation, MLModel, Problem, Status
from .room import NoRoomForModels, check_room, hold_room


@transaction.atomic
def keep(ml_model: MLModel, lesson: Lesson) -> bool:
    """Put a trained model into use in place of the former one, all at once.

    If it was cancelled or deleted at the last moment, or does not fit into the storage
    of its class, its files go instead.
    """
    hold_room(ml_model.project)
    project = Project.objects.select_for_update().filter(pk=ml_model.project_id).first()
    wanted = MLModel.objects.select_for_update().at_work_on(ml_model)
    if project is None or not wanted.exists():
        discard(ml_model)
        return False
    try:
        check_room(project, lesson.stored_bytes)
    except NoRoomForModels:
        fail(ml_model, Problem.NO_ROOM)
        return False
    retire_former(project)
    MLModel.objects.at_work_on(ml_model).update(
        status=Status.READY,
        is_current=True,
        finished_at=timezone.now(),
        stage="",
        fraction=1,
        file_names=lesson.files,
        stored_bytes=lesson.stored_bytes,
        schema={**ml_model.schema, "label_order": lesson.label_order},
    )
    evaluate(ml_model, lesson)
    return True


def retire_former(project: Project) -> None:
    """Take the model in use out of use; its row stays, to be compared with."""
    former = MLModel.objects.filter(project=project, is_current=True)
    discard_files(*(each.folder for each in former.select_related("project")))
    former.update(is_current=False, file_names=[], stored_bytes=0)


@transaction.atomic
def retire_old(ml_model: MLModel) -> None:
    """Delete the files of a model that was kept long enough, and note why."""
    in_use = MLModel.objects.filter(pk=ml_model.pk, is_current=True)
    if in_use.update(
        is_current=False, file_names=[], stored_bytes=0, problem=Problem.TOO_OLD
    ):
        discard_files(ml_model.folder)


def evaluate(ml_model: MLModel, lesson: Lesson) -> None:
    details = dict(lesson.evaluation)
    Evaluation.objects.create(
        ml_model_id=ml_model.pk,
        method=details.pop("method"),
        accuracy=details.pop("accuracy"),
        baseline=details.pop("baseline"),
        example_count=details.pop("example_count"),
        details=details,
    )


@transaction.atomic
def fail(ml_model: MLModel, problem: Problem) -> None:
    """Note why a training failed; the former model stays in use."""
    ml_model.fail(problem)
    discard(ml_model)


@transaction.atomic
def discard(ml_model: MLModel) -> None:
    """Delete the files of a try that came to nothing, and never those in use."""
    ready = MLModel.objects.ready().filter(pk=ml_model.pk, tries=ml_model.tries)
    if not ready.exists():
        discard_files(folder_in_vain(ml_model))


def folder_in_vain(ml_model: MLModel) -> str:
    """Return the folder of this try, or all of the model's or project's if it is gone.

    The training may have written its files after that folder had been deleted.
    """
    if not Project.objects.filter(pk=ml_model.project_id).exists():
        return ml_model.project.files_prefix
    if not MLModel.objects.filter(pk=ml_model.pk).exists():
        return ml_model.folder
    return ml_model.files_prefix
