"""What a project's training examples have taught the computer so far."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from classrooms.models import User
from projects.models import Project

from .base import (
    FINISHED,
    HEARTBEAT_LOST,
    UNFINISHED,
    Problem,
    Status,
    Training,
    TrainingQuerySet,
)

# A page in the background is allowed to say something once a minute, or less.
BROWSER_LOST = timedelta(seconds=60)
LONGEST_LIFE = 100 * 365  # days; no date could hold much more


class MLModelQuerySet(TrainingQuerySet["MLModel"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))

    def of(self, project: Project) -> Self:
        return self.filter(project=project)

    def current(self) -> MLModel | None:
        """The model in use: the last one that became ready."""
        return self.filter(is_current=True).first()

    def past_their_days(self) -> Self:
        """Models in use that are older than their class keeps them."""
        kept_for = Coalesce(
            F("project__classroom__policy__model_days"),
            F("project__owner__student__classroom__policy__model_days"),
        )
        days = Least(kept_for, LONGEST_LIFE)
        life = ExpressionWrapper(days * timedelta(days=1), models.DurationField())
        end = ExpressionWrapper(F("finished_at") + life, models.DateTimeField())
        kept = self.filter(is_current=True).alias(kept_for=kept_for, end=end)
        return kept.filter(kept_for__isnull=False, end__lte=timezone.now())

    def unheard_of(self) -> Self:
        """Those that no worker is at any more, and no browser."""
        now = timezone.now()
        worker = Q(in_browser=False, heartbeat_at__lt=now - HEARTBEAT_LOST)
        browser = Q(in_browser=True, heartbeat_at__lt=now - BROWSER_LOST)
        return self.unfinished().filter(worker | browser)

    def with_owner(self) -> Self:
        return self.select_related("project__owner")


class MLModel(Training):
    """One attempt to learn from everything in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="ml_models")
    # The one in use. A newer one takes this over in the moment it becomes ready.
    is_current = models.BooleanField(default=False)
    # When the examples were read: what changed later, it has not seen.
    examples_read_at = models.DateTimeField(null=True)
    # Learnt by the computer of whoever pressed Train, which tells us of it.
    in_browser = models.BooleanField(default=False)
    # While that computer learns: what it was given, to measure its answers with.
    lesson = models.JSONField(default=dict)

    objects = models.Manager.from_queryset(MLModelQuerySet)()

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
    def kind_code(self) -> str:
        return self.project.kind_code

    @property
    def folder(self) -> str:
        return f"{self.project.files_prefix}models/{self.pk}/"

    @property
    def folder_in_vain(self) -> str:
        """The project's folder if all of that is gone."""
        if not Project.objects.filter(pk=self.project_id).exists():
            return self.project.files_prefix
        return super().folder_in_vain

    @property
    def watched_project(self) -> Project:
        return self.project

    @property
    def is_outdated(self) -> bool:
        """Say if examples have changed since they were read for this model."""
        read_at = self.examples_read_at or self.requested_at
        return self.project.examples_changed_at > read_at

    def cancel(self) -> None:
        """Give it up, if it is not finished; whoever is at it will notice."""
        unfinished = MLModel.objects.unfinished().filter(pk=self.pk)
        unfinished.update(
            status=Status.CANCELLED, finished_at=timezone.now(), stage="", lesson={}
        )

    def fail(self, problem: Problem) -> bool:
        """Note why this try failed; what a browser was given is no longer needed."""
        failed = super().fail(problem)
        if failed:
            MLModel.objects.filter(pk=self.pk).update(lesson={})
        return failed

    def claim_result(self) -> bool:
        """Begin to keep what a browser has learnt; say if nobody else has.

        It counts as another try, so that its files lie in a folder of their own.
        """
        claimed = MLModel.objects.at_work_on(self).update(
            tries=F("tries") + 1, stage="writing", heartbeat_at=timezone.now()
        )
        self.tries += 1
        return bool(claimed)
