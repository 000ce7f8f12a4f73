"""One attempt to learn, whatever it learns from, and how it stands."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar, cast

from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

if TYPE_CHECKING:
    from projects.models import Project

# Since the queue was told of a model, or its worker last said that it is at it.
HEARTBEAT_LOST = timedelta(seconds=30)
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
    BROWSER_GONE = "browser-gone", "The computer that was learning went away"
    COMPUTER = "computer", "The computer that was learning could not do it"
    TOO_OLD = "too-old", "Was ready, and was kept as long as the class allows"
    UNKNOWN = "unknown", "Something unexpected, which is in the log"


M = TypeVar("M", bound="Training")


class TrainingQuerySet(models.QuerySet[M]):
    def ready(self) -> Self:
        return self.filter(status=Status.READY)

    def unfinished(self) -> Self:
        return self.filter(status__in=UNFINISHED)

    def newest(self) -> M | None:
        return self.order_by("-requested_at").first()

    def unheard_of(self) -> Self:
        """Those whose worker has died, and those whose message was lost."""
        lost = timezone.now() - HEARTBEAT_LOST
        return self.unfinished().filter(heartbeat_at__lt=lost)

    def at_work_on(self, training: Training) -> Self:
        """The row of `training`, as long as this very try of it is at work."""
        return self.filter(pk=training.pk, status=Status.TRAINING, tries=training.tries)

    def with_owner(self) -> Self:
        """Have all at hand that training needs to know of whose it is."""
        return self.all()

    def claim(self, pk: uuid.UUID | str) -> M | None:
        """Start training a queued model; return None if it is no longer queued."""
        now = timezone.now()
        claimed = self.filter(pk=pk, status=Status.QUEUED).update(
            status=Status.TRAINING,
            started_at=now,
            heartbeat_at=now,
            tries=F("tries") + 1,
        )
        return self.with_owner().filter(pk=pk).first() if claimed else None


class Training(models.Model):
    """One attempt to learn, and the files that it leaves behind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=9, choices=Status, db_default=Status.QUEUED)
    stage = models.CharField(max_length=12, blank=True)
    fraction = models.FloatField(default=0)  # of the work, 0 to 1
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    requested_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(default=timezone.now)
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

    class Meta:
        abstract = True

    @property
    def folder(self) -> str:
        """The folder in storage that holds everything of this model."""
        raise NotImplementedError

    @property
    def files_prefix(self) -> str:
        """The folder of this try: one that was given up cannot spoil the next."""
        return f"{self.folder}{self.tries}/"

    @property
    def folder_in_vain(self) -> str:
        """The folder of this try, or of all of the model if that is gone.

        The training may have written its files after that folder had been deleted.
        """
        there = self.rows().filter(pk=self.pk).exists()
        return self.files_prefix if there else self.folder

    @property
    def watched_project(self) -> Project | None:
        """The project whose pages show how this training goes, if any do."""
        return None

    @property
    def learnt_at(self) -> datetime:
        """When it became ready, or was asked for if it is not yet."""
        return self.finished_at or self.requested_at

    @classmethod
    def rows(cls) -> TrainingQuerySet[Self]:
        return cast("TrainingQuerySet[Self]", cls._default_manager.all())

    def note_progress(self, stage: str, fraction: float) -> bool:
        """Store how far it is; say if the model is still wanted."""
        self.stage, self.fraction = stage, fraction
        at_work = self.rows().at_work_on(self)
        return bool(
            at_work.update(stage=stage, fraction=fraction, heartbeat_at=timezone.now())
        )

    def beat(self) -> None:
        """Note that somebody still sees to it, if it is not finished."""
        unfinished = self.rows().unfinished().filter(pk=self.pk, tries=self.tries)
        unfinished.update(heartbeat_at=timezone.now())

    def fail(self, problem: Problem) -> bool:
        """Note why this try failed, unless another has taken its place; say if so."""
        failed = (
            self.rows()
            .at_work_on(self)
            .update(
                status=Status.FAILED,
                problem=problem,
                finished_at=timezone.now(),
                stage="",
            )
        )
        return bool(failed)

    def queue_again(self) -> bool:
        """Put a model that lost its worker back in the queue; say if it was at work."""
        return bool(
            self.rows()
            .at_work_on(self)
            .update(
                status=Status.QUEUED,
                heartbeat_at=timezone.now(),
                started_at=None,
                stage="",
                fraction=0,
            )
        )
