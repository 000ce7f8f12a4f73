"""Exactly which examples a model has learnt from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .ml_model import MLModel


class LearntFrom(models.Model):
    """The ids of the examples that a training has read, in their order."""

    ml_model = models.OneToOneField(
        MLModel, models.CASCADE, related_name="learnt_from", primary_key=True
    )
    example_ids = ArrayField(models.UUIDField())

    class Meta:
        verbose_name_plural = "learnt from"

    def __str__(self) -> str:
        return f"{self.ml_model}: {len(self.example_ids)}"
