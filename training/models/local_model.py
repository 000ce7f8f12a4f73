"""What was learnt for a browser project, whose examples are not kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from projects.kinds import KIND_CHOICES, Content

from .base import FINISHED, UNFINISHED, Problem, Training, TrainingQuerySet

KEPT_FOR = timedelta(hours=1)  # since it was asked for, whatever has become of it


@dataclass(frozen=True)
class Sent:
    """What a browser wants learnt, cleaned; answers are places in its labels."""

    kind_code: str
    schema: dict[str, Any]  # as `describe_schema` has it
    contents: list[Content]
    answers: list[int]


class LocalModelQuerySet(TrainingQuerySet["LocalModel"]):
    def of_key(self, digest: str) -> Self:
        """What a key has had trained within the hour."""
        start = timezone.now() - KEPT_FOR
        return self.filter(key_digest=digest, requested_at__gt=start)

    def past_their_hour(self) -> Self:
        return self.filter(requested_at__lte=timezone.now() - KEPT_FOR)

    def current(self) -> LocalModel | None:
        """The model in use: the last one that became ready."""
        return self.ready().newest()

    def with_owner(self) -> Self:
        return self.select_related("user")


class LocalModel(Training):
    """One attempt to learn from what a browser has sent; it lives for an hour."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="local_models"
    )
    # Of the key it was sent with, which stands for one project of that browser.
    key_digest = models.CharField(max_length=64)
    kind_code = models.CharField(max_length=12, choices=KIND_CHOICES)
    # How good it is, as an `Evaluation` has it.
    evaluation = models.JSONField(default=dict)

    objects = models.Manager.from_queryset(LocalModelQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_digest"],
                condition=Q(status__in=UNFINISHED),
                name="one_unfinished_local_model_per_key",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNFINISHED, finished_at=None)
                | Q(status__in=FINISHED, finished_at__isnull=False),
                name="local_model_has_an_end_time_once_finished",
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=1),
                name="local_fraction_is_between_0_and_1",
            ),
        ]
        indexes = [models.Index("key_digest", name="local_model_by_key")]

    def __str__(self) -> str:
        return f"{self.kind_code}: {self.get_status_display()}"

    @property
    def folder(self) -> str:
        return f"local/{self.pk}/"

    @property
    def kept_until(self) -> datetime:
        return self.requested_at + KEPT_FOR

    def fail(self, problem: Problem) -> bool:
        """Note why this try failed; what it was to learn from is no longer needed."""
        failed = super().fail(problem)
        if failed:
            self.forget_examples()
        return failed

    def forget_examples(self) -> None:
        LocalExamples.objects.filter(local_model=self).delete()


class LocalExamples(models.Model):
    """What a browser has sent to be learnt. It is deleted once that is done."""

    local_model = models.OneToOneField(
        LocalModel, models.CASCADE, related_name="examples", primary_key=True
    )
    contents = models.JSONField()  # [values, text] of each example
    answers = models.JSONField()  # the place of each one's label in the schema

    def __str__(self) -> str:
        return f"Examples of {self.local_model_id}"
