"""What a project's training examples have taught the computer so far."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Least, Now
from django.utils import timezone

from classrooms.models import User
from projects.models import Project

# Since the queue was told of a model, or its worker last said that it is at it.
HEARTBEAT_LOST = timedelta(seconds=30)
LONGEST_LIFE = 100 * 365  # days; no date could hold much more
TRIES = 2  # a training that takes its worker down is tried once more


class Status(models.TextChoices):
    QUEUED = "queued", "Waiting to train"
    TRAINING = "training", "Training"
    READY = "ready", "Ready to use"
    FAILED = "failed", "Could not be trained"
    CANCELLED = "cancelled", "Cancelled"


UNFINISHED = (Status.QUEUED, Status.TRAINING)
FINISHED = (Status.READY, Status.FAILED, Status.CANCELLED)


class Problem(models.TextChoices):
    """Why there is no model; the sentence for the student is in `problems`."""

    NONE = "", "None"
    TOO_SLOW = "too-slow", "Took longer than the time limit"
    TOO_LARGE = "too-large", "Needed more memory than the worker may use"
    WORKER_LOST = "worker-lost", "The worker died, twice"
    TOO_LITTLE = "too-little", "The examples were gone when training began"
    NO_ROOM = "no-room", "Its files did not fit into the storage of the class"
    TOO_OLD = "too-old", "Was ready, and was kept as long as the class allows"
    UNKNOWN = "unknown", "Something unexpected, which is in the log"


class MLModelQuerySet(models.QuerySet["MLModel"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))

    def of(self, project: Project) -> Self:
        return self.filter(project=project)

    def ready(self) -> Self:
        return self.filter(status=Status.READY)

    def unfinished(self) -> Self:
        return self.filter(status__in=UNFINISHED)

    def current(self) -> MLModel | None:
        """The model in use: the last one that became ready."""
        return self.filter(is_current=True).first()

    def newest(self) -> MLModel | None:
        return self.order_by("-requested_at").first()

    def unheard_of(self) -> Self:
        """Those whose worker has died, and those whose message was lost."""
        lost = timezone.now() - HEARTBEAT_LOST
        return self.unfinished().filter(heartbeat_at__lt=lost)

    def past_their_days(self) -> Self:
        """Models in use that are older than their class keeps them."""
        days = Least(
            F("project__owner__student__classroom__policy__model_days"), LONGEST_LIFE
        )
        life = ExpressionWrapper(days * timedelta(days=1), models.DurationField())
        end = ExpressionWrapper(F("finished_at") + life, models.DateTimeField())
        kept = self.filter(
            is_current=True,
            project__owner__student__classroom__policy__model_days__isnull=False,
        )
        return kept.alias(end=end).filter(end__lte=timezone.now())

    def at_work_on(self, ml_model: MLModel) -> Self:
        """The row of `ml_model`, as long as this very try of it is being trained."""
        return self.filter(pk=ml_model.pk, status=Status.TRAINING, tries=ml_model.tries)

    def claim(self, pk: uuid.UUID | str) -> MLModel | None:
        """Start training a queued model; return None if it is no longer queued."""
        now = timezone.now()
        claimed = self.filter(pk=pk, status=Status.QUEUED).update(
            status=Status.TRAINING,
            started_at=now,
            heartbeat_at=now,
            tries=F("tries") + 1,
        )
        return self.select_related("project__owner").get(pk=pk) if claimed else None


class MLModel(models.Model):
    """One attempt to learn from everything in a project."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="ml_models")
    status = models.CharField(max_length=9, choices=Status, db_default=Status.QUEUED)
    # The one in use. A newer one takes this over in the moment it becomes ready.
    is_current = models.BooleanField(default=False)
    stage = models.CharField(max_length=12, blank=True)
    fraction = models.FloatField(default=0)  # of the work, 0 to 1
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    # When the examples were read: what changed later, it has not seen.
    examples_read_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    training_time = models.GeneratedField(
        expression=F("finished_at") - F("started_at"),
        output_field=models.DurationField(),
        db_persist=True,
    )
    example_count = models.PositiveIntegerField(default=0)
    # Fields and labels as they were, in the order of its columns and answers.
    schema = models.JSONField(default=dict)
    file_names = models.JSONField(default=list)
    stored_bytes = models.PositiveBigIntegerField(default=0)  # of these files

    objects = MLModelQuerySet.as_manager()

    class Meta:
        verbose_name = "machine learning model"
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(status__in=UNFINISHED),
                name="one_unfinished_model_per_project",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_current=True),
                name="one_current_model_per_project",
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(status=Status.READY),
                name="current_model_is_ready",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNFINISHED, finished_at=None)
                | Q(status__in=FINISHED, finished_at__isnull=False),
                name="model_has_an_end_time_once_finished",
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=1),
                name="fraction_is_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_status_display()}"

    @property
    def folder(self) -> str:
        """The folder in storage that holds everything of this model."""
        return f"{self.project.files_prefix}models/{self.pk}/"

    @property
    def files_prefix(self) -> str:
        """The folder of this try: one that was given up cannot spoil the next."""
        return f"{self.folder}{self.tries}/"

    @property
    def learnt_at(self) -> datetime:
        """When it became ready, or was asked for if it is not yet."""
        return self.finished_at or self.requested_at

    @property
    def is_outdated(self) -> bool:
        """Say if examples have changed since they were read for this model."""
        read_at = self.examples_read_at or self.requested_at
        return self.project.examples_changed_at > read_at

    def note_progress(self, stage: str, fraction: float) -> bool:
        """Store how far it is; say if the model is still wanted."""
        self.stage, self.fraction = stage, fraction
        at_work = MLModel.objects.at_work_on(self)
        return bool(
            at_work.update(stage=stage, fraction=fraction, heartbeat_at=timezone.now())
        )

    def beat(self) -> None:
        """Note that somebody still sees to it, if it is not finished."""
        unfinished = MLModel.objects.unfinished().filter(pk=self.pk, tries=self.tries)
        unfinished.update(heartbeat_at=timezone.now())

    def cancel(self) -> None:
        """Give it up, if it is not finished; a worker that is at it will notice."""
        unfinished = MLModel.objects.unfinished().filter(pk=self.pk)
        unfinished.update(status=Status.CANCELLED, finished_at=timezone.now(), stage="")

    def fail(self, problem: Problem) -> None:
        """Note why this try failed, unless another has taken its place."""
        MLModel.objects.at_work_on(self).update(
            status=Status.FAILED, problem=problem, finished_at=timezone.now(), stage=""
        )

    def queue_again(self) -> bool:
        """Put a model that lost its worker back in the queue; say if it was at work."""
        return bool(
            MLModel.objects.at_work_on(self).update(
                status=Status.QUEUED,
                heartbeat_at=timezone.now(),
                started_at=None,
                stage="",
                fraction=0,
            )
        )


class Method(models.TextChoices):
    HELD_BACK = "held-back", "A fifth of the examples was held back"
    LEAVE_ONE_OUT = "leave-one-out", "Each example in turn was held back"
    TOO_FEW = "too-few", "Too few examples to say"


class Evaluation(models.Model):
    """How good a model is, measured on examples it had not learnt from."""

    ml_model = models.OneToOneField(
        MLModel, models.CASCADE, related_name="evaluation", primary_key=True
    )
    method = models.CharField(max_length=13, choices=Method)
    accuracy = models.FloatField(null=True)  # 0 to 1; none where too few to say
    baseline = models.FloatField(null=True)  # of always answering the largest label
    example_count = models.PositiveIntegerField()
    # What `training.learning` has measured: confusion, mistakes, importance, …
    details = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accuracy=None) | Q(accuracy__gte=0, accuracy__lte=1),
                name="accuracy_is_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ml_model}: {self.accuracy}"
