"""What computers have learnt from the examples of someone who is erased."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models, transaction
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from classrooms.models import EraseReceipt
from classrooms.receipts import Counts, delete_rows
from projects import live
from projects.actions import discard_files
from projects.models import Project, TrainingExample

from .. import progress
from ..actions import start_training
from ..models import UNFINISHED, Evaluation, MLModel
from ..readiness import NotReadyToTrain
from ..room import NoRoomForModels
from .going import Going

# An example has its time from a web process, a model from a worker, perhaps on
# another machine.
CLOCKS_DIFFER = timedelta(minutes=1)
KEPT = "examples without a name"  # how many of them there are now, on a receipt


class AfterErasing(models.TextChoices):
    """What becomes of a project of somebody else that had learnt from them."""

    DELETE = "delete", _("Delete these models. Whoever owns them can train again.")
    TRAIN_AGAIN = "train-again", _("Train them again, from the examples that are left.")


class Elsewhere(models.TextChoices):
    """What becomes of what they have added to projects of others."""

    ERASE = "erase", _("Erase them, too.")
    KEEP = "keep", _("Keep them, without a name.")


def forget(
    going: Going, elsewhere: Elsewhere, after: AfterErasing, receipt: EraseReceipt
) -> Counts:
    """Let nothing in projects that stay be theirs any more.

    What they added goes with all that learnt from it, or stays without their name.
    """
    counts = Counts()
    for project in Project.objects.filter(pk__in=going.added_to).with_policy():
        examples = project.examples.filter(author__in=going.users)
        if elsewhere == Elsewhere.KEEP:
            counts += keep_without_name(project, examples)
        else:
            counts += forget_in(project, examples, going, after, receipt)
    forget_contributors(going)
    return counts


def keep_without_name(project: Project, examples: QuerySet[TrainingExample]) -> Counts:
    """Leave examples to a project; return how many, as a receipt says it."""
    ids = list(examples.values_list("pk", flat=True))
    project.examples.filter(pk__in=ids).update(author=None)
    live.announce(project, ids)
    return Counts({KEPT: len(ids)})


def forget_in(
    project: Project,
    examples: QuerySet[TrainingExample],
    going: Going,
    after: AfterErasing,
    receipt: EraseReceipt,
) -> Counts:
    ml_models = those_that_learnt(project, examples, going)
    was_trained = ml_models.filter(Q(is_current=True) | Q(status__in=UNFINISHED))
    again = after == AfterErasing.TRAIN_AGAIN and was_trained.exists()
    folders = [each.folder for each in ml_models]
    folders += [each.files_prefix for each in with_files(project, examples)]
    discard_files(*folders, receipt=receipt)
    live.announce(project, list(examples.values_list("pk", flat=True)))
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
    project: Project, examples: QuerySet[TrainingExample], going: Going
) -> QuerySet[MLModel]:
    """Return the models that have read any of `examples`, or may be reading them.

    Also those long out of use: how good one was is told by examples it got wrong. One
    that says what it has learnt from is believed; of others, the time tells.
    """
    told = examples.aggregate(first=Min("created_at"), ids=ArrayAgg("pk"))
    has_read = Q(learnt_from__example_ids__overlap=told["ids"])
    could_read = Q(
        learnt_from=None, examples_read_at__gte=told["first"] - CLOCKS_DIFFER
    )
    may_read = Q(status__in=UNFINISHED)
    was_told = Q(evaluation__in=evaluations_naming(going))
    # Each once, and fit to be deleted.
    found = MLModel.objects.of(project).filter(
        has_read | could_read | may_read | was_told
    )
    return MLModel.objects.filter(pk__in=list(found.values_list("pk", flat=True)))


def evaluations_naming(going: Going) -> QuerySet[Evaluation]:
    """Return those that say how good a model was at what one of them had added.

    Only projects of teachers have more than one contributor, or those they added to.
    """
    named = Q(pk__in=[])
    for user in going.users:
        named |= Q(details__contributors__contains=[{"author": user}])
    of_teachers = Q(ml_model__project__owner__is_student=False)
    looked_at = of_teachers | Q(ml_model__project__in=going.added_to)
    return Evaluation.objects.filter(looked_at).filter(named)


def forget_contributors(going: Going) -> None:
    """Take their numbers out of what is known of models that stay."""
    named = evaluations_naming(going).exclude(ml_model__project__in=going.projects)
    for evaluation in named.select_for_update(of=("self",)).order_by("pk"):
        evaluation.forget_contributors(going.users)


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
