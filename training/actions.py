"""The verbs of training, shared by pages, the HTTP API, Scratch and the demo."""

import logging
from functools import partial
from uuid import UUID

import dramatiq
from django.db import transaction
from redis.exceptions import RedisError

from projects.actions import discard_files
from projects.models import DiscardedFiles, Project
from projects.tasks import delete_discarded_files

from . import progress, results
from .models import TRIES, MLModel, Problem, Status
from .readiness import check_ready_to_train
from .room import check_room
from .tasks import train_model

logger = logging.getLogger(__name__)


def start_training(project: Project) -> MLModel:
    """Queue a new model for `project`; if one is already on its way, return that."""
    check_ready_to_train(project)
    check_room(project)
    with transaction.atomic():
        ml_model, created = MLModel.objects.unfinished().get_or_create(project=project)
        if created:
            transaction.on_commit(partial(tell_worker, ml_model.pk))
    progress.announce(project)
    return ml_model


def tell_worker(ml_model_id: UUID) -> None:
    """Send a queued model to the worker; without Redis, `recover` does it later."""
    try:
        train_model.send(str(ml_model_id))
    except (RedisError, dramatiq.errors.ConnectionError, OSError):
        logger.warning("A training waits: Redis does not answer.")


def cancel_training(project: Project) -> None:
    """Give up the model on its way, if any; the former one stays in use."""
    for ml_model in MLModel.objects.of(project).unfinished():
        ml_model.cancel()
    progress.announce(project)


def delete_model(ml_model: MLModel) -> None:
    """Delete a model, how good it was, and its files. Examples stay."""
    with transaction.atomic():
        discard_files(ml_model.folder)
        ml_model.delete()
    progress.announce(ml_model.project)


def delete_old_model(ml_model: MLModel) -> None:
    """Delete a model that was kept as long as its class allows; say so on its page."""
    results.retire_old(ml_model)
    progress.announce(ml_model.project)


def recover() -> None:
    """See to trainings that nobody is at, and to files nobody has deleted yet."""
    for ml_model in MLModel.objects.unheard_of().select_related("project"):
        recover_training(ml_model)
    for discarded in DiscardedFiles.objects.overdue():
        delete_discarded_files.send(discarded.pk)


def recover_training(ml_model: MLModel) -> None:
    if ml_model.status == Status.QUEUED:
        ml_model.beat()
        tell_worker(ml_model.pk)
    elif ml_model.tries < TRIES:
        if ml_model.queue_again():
            results.discard(ml_model)
            tell_worker(ml_model.pk)
    else:
        results.fail(ml_model, Problem.WORKER_LOST)
    progress.announce(ml_model.project)
