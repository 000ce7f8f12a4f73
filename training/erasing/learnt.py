"""What computers have learnt from the examples of someone who is erased."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from classrooms.models import EraseReceipt
from classrooms.receipts import Counts, delete_rows
from projects.actions import discard_files
from projects.models import Project, TrainingExample

from .. import progress
from ..actions import start_training
from ..models import UNFINISHED, MLModel
from ..readiness import NotReadyToTrain
from ..room import NoRoomForModels
from .going import Going

logger = logging.getLogger(__name__)

# An example has its time from a web process, a model from a worker, perhaps on
# another machine.
CLOCKS_DIFFER = timedelta(minutes=1)


class AfterErasing(models.TextChoices):
    """What becomes of a project of somebody else that had learnt from them."""

    DELETE = "delete", _("Delete these models. Whoever owns them can train again.")
    TRAIN_AGAIN = "train-again", _("Train them again, from the examples that are left.")


def forget(going: Going, after: AfterErasing, receipt: EraseReceipt) -> Counts:
    """Delete what they added to projects that stay, and all that learnt from it."""
    counts = Counts()
    for project in Project.objects.filter(pk__in=going.added_to):
        examples = project.examples.filter(author__in=going.users)
        counts += forget_in(project, examples, after, receipt)
    return counts


def forget_in(
    project: Project,
    examples: QuerySet[TrainingExample],
    after: AfterErasing,
    receipt: EraseReceipt,
) -> Counts:
    ml_models = those_that_learnt(project, examples)
    was_trained = ml_models.filter(Q(is_current=True) | Q(status__in=UNFINISHED))
    again = after == AfterErasing.TRAIN_AGAIN and was_trained.exists()
    folders = [each.folder for each in ml_models]
    folders += [each.files_prefix for each in with_files(project, examples)]
    discard_files(*folders, receipt=receipt)
    counts = delete_rows(ml_models, examples)
    project.touch()
    tell = train_again if again else announce
    transaction.on_commit(lambda: tell(project.pk), robust=True)
    return counts


def with_files(
    project: Project, examples: QuerySet[TrainingExample]
) -> Iterator[TrainingExample]:
    for example in examples.exclude(file=""):
        example.project = project
        yield example


def those_that_learnt(
    project: Project, examples: QuerySet[TrainingExample]
) -> QuerySet[MLModel]:
    """Return the models that have read any of `examples`, or may be reading them.

    Also those long out of use: how good one was is told by examples it got wrong.
    """
    first = examples.aggregate(first=Min("created_at"))["first"]
    has_read = Q(examples_read_at__gte=first - CLOCKS_DIFFER)
    may_read = Q(status__in=UNFINISHED)
    return MLModel.objects.of(project).filter(has_read | may_read)


def train_again(project_id: UUID) -> None:
    """Train a project with what is left in it, if that is enough, and there is room."""
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        return
    try:
        start_training(project)
    except (NotReadyToTrain, NoRoomForModels):
        progress.announce(project)


def announce(project_id: UUID) -> None:
    """Tell open pages that the model is gone."""
    project = Project.objects.filter(pk=project_id).first()
    if project is not None:
        progress.announce(project)
