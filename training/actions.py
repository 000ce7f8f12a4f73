"""The verbs of training, shared by pages, the HTTP API, Scratch and the demo."""

import logging
from collections import Counter
from functools import partial
from uuid import UUID

import dramatiq
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from dramatiq import Actor
from redis.exceptions import RedisError

from classrooms.models import User
from classrooms.quotas import policy_for
from projects.actions import check_kind_is_allowed, discard_files
from projects.models import DiscardedFiles, Project
from projects.tasks import delete_discarded_files

from . import at_work, in_browsers, progress, results
from .models import (
    TRIES,
    LocalExamples,
    LocalModel,
    MLModel,
    Problem,
    Sent,
    Status,
    Training,
)
from .readiness import check_enough, check_ready_to_train
from .room import check_local_room, check_room
from .tasks import train_local_model, train_model

logger = logging.getLogger(__name__)

LOCAL_TRAININGS_AT_ONCE = 5  # of one person: all that they have sent waits here


class TooManyAtOnce(Exception):
    """So much of this person waits to be trained that no more is taken."""


def start_training(project: Project) -> MLModel:
    """Queue a new model for `project`; if one is already on its way, return that.

    Raises `NotReadyToTrain`, `NoRoomForModels`, and `Project.DoesNotExist` for one
    that is deleted at this moment.
    """
    check_ready_to_train(project)
    check_room(project)
    try:
        ml_model = queue_training(project)
    except IntegrityError:
        raise Project.DoesNotExist from None
    progress.announce(project)
    return ml_model


@transaction.atomic
def queue_training(project: Project) -> MLModel:
    ml_model, created = MLModel.objects.unfinished().get_or_create(project=project)
    if created:
        transaction.on_commit(partial(tell_worker, ml_model.pk))
    return ml_model


@transaction.atomic
def start_local_training(user: User, key_digest: str, sent: Sent) -> LocalModel:
    """Queue what a browser has sent; what the key sent before, and waits, goes.

    Raises `KindNotAllowed`, `NotReadyToTrain`, `NoRoomForModels`, `TooManyAtOnce`.
    """
    check_may_train(user, sent)
    # Weakly, as for a project: whoever adds an example must not wait for this.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    former = LocalModel.objects.filter(key_digest=key_digest)
    # One that becomes ready in this moment counts as unfinished until it is.
    results.delete_local(former.exclude(status=Status.READY), wait=True)
    if user.local_models.unfinished().count() >= LOCAL_TRAININGS_AT_ONCE:
        raise TooManyAtOnce(_("Too much is being trained for you. Wait a minute."))
    local_model = LocalModel(
        user=user,
        key_digest=key_digest,
        kind_code=sent.kind_code,
        schema=sent.schema,
        example_count=len(sent.answers),
    )
    check_local_room(local_model)
    local_model.save()
    LocalExamples.objects.create(
        local_model=local_model,
        contents=[[content.values, content.text] for content in sent.contents],
        answers=sent.answers,
    )
    transaction.on_commit(partial(tell_worker, local_model.pk, train_local_model))
    return local_model


def check_may_train(user: User, sent: Sent) -> None:
    check_kind_is_allowed(policy_for(user), sent.kind_code)
    counts = Counter(sent.answers)
    labels = [label["name"] for label in sent.schema["labels"]]
    check_enough([(name, counts[place]) for place, name in enumerate(labels)])


def tell_worker(training_id: UUID, actor: Actor[[str], None] = train_model) -> None:
    """Send a queued model to the worker; without Redis, `recover` does it later."""
    try:
        actor.send(str(training_id))
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
        if ml_model.in_browser:
            in_browsers.give_up_silent(ml_model)
            progress.announce(ml_model.project)
        else:
            recover_training(ml_model)
    for local_model in LocalModel.objects.unheard_of():
        recover_training(local_model)
    for discarded in DiscardedFiles.objects.overdue():
        delete_discarded_files.send(discarded.pk)


def recover_training(training: Training) -> None:
    if training.status == Status.QUEUED:
        training.beat()
        tell_worker(training.pk, actor_for(training))
    elif training.tries < TRIES:
        queue_again(training)
    else:
        results.fail(training, Problem.WORKER_LOST)
    progress.announce_training(training)


def hand_back() -> None:
    """Queue again what this process is still at: it ends now, whatever comes of that.

    Python cannot interrupt what TensorFlow has not returned from.
    """
    for job in at_work.jobs():
        queue_again(job.training)
        progress.announce_training(job.training)


def queue_again(training: Training) -> None:
    if training.queue_again():
        results.discard(training)
        tell_worker(training.pk, actor_for(training))


def actor_for(training: Training) -> Actor[[str], None]:
    return train_local_model if isinstance(training, LocalModel) else train_model
