"""What becomes of a training: the model in use, or nothing at all."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from projects.actions import discard_files
from projects.models import Project

from .learning.lesson import Lesson
from .models import Evaluation, LocalModel, MLModel, Problem, Status, Training
from .room import (
    NoRoomForModels,
    check_local_room,
    check_room,
    hold_room,
    room_of,
    room_of_project,
)


@transaction.atomic
def keep(ml_model: MLModel, lesson: Lesson) -> bool:
    """Put a trained model into use in place of the former one, all at once.

    If it was cancelled or deleted at the last moment, or does not fit into the storage
    of its class, its files go instead.
    """
    hold_room(room_of_project(ml_model.project))
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
        is_current=True, lesson={}, **learnt(ml_model, lesson)
    )
    evaluate(ml_model, lesson)
    return True


@transaction.atomic
def keep_local(local_model: LocalModel, lesson: Lesson) -> bool:
    """Put a model that a browser asked for into use, and forget the examples."""
    hold_room(room_of(local_model.user_id))
    wanted = LocalModel.objects.select_for_update().at_work_on(local_model)
    if not wanted.exists():
        discard(local_model)
        return False
    try:
        check_local_room(local_model, lesson.stored_bytes)
    except NoRoomForModels:
        fail(local_model, Problem.NO_ROOM)
        return False
    former = LocalModel.objects.filter(key_digest=local_model.key_digest)
    delete_local(former.exclude(pk=local_model.pk))
    LocalModel.objects.at_work_on(local_model).update(
        evaluation=lesson.evaluation, **learnt(local_model, lesson)
    )
    local_model.forget_examples()
    return True


def learnt(training: Training, lesson: Lesson) -> dict[str, Any]:
    """Return what the row of a model says once it is ready."""
    return {
        "status": Status.READY,
        "finished_at": timezone.now(),
        "stage": "",
        "fraction": 1,
        "file_names": lesson.files,
        "stored_bytes": lesson.stored_bytes,
        "schema": {**training.schema, "label_order": lesson.label_order},
    }


@transaction.atomic
def delete_local(local_models: QuerySet[LocalModel], wait: bool = False) -> None:
    """Delete models of browser projects, their files, and what they were to learn.

    Those that somebody holds are waited for, or left for the end of their hour: who
    holds some of them already must not wait for others.
    """
    held = list(local_models.select_for_update(skip_locked=not wait))
    discard_files(*(each.folder for each in held))
    LocalModel.objects.filter(pk__in=[each.pk for each in held]).delete()


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
    evaluation = Evaluation.objects.create(
        ml_model_id=ml_model.pk,
        method=details.pop("method"),
        accuracy=details.pop("accuracy"),
        baseline=details.pop("baseline"),
        example_count=details.pop("example_count"),
        details=details,
    )
    # Who keeps a model holds its class and its project, and so does who erases people.
    evaluation.forget_erased()


@transaction.atomic
def fail(training: Training, problem: Problem) -> None:
    """Note why a training failed; the former model stays in use."""
    training.fail(problem)
    discard(training)


@transaction.atomic
def discard(training: Training) -> None:
    """Delete the files of a try that came to nothing, and never those in use."""
    ready = training.rows().ready().filter(pk=training.pk, tries=training.tries)
    if not ready.exists():
        discard_files(training.folder_in_vain)
