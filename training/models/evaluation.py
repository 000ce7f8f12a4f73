"""How good a model is."""

from collections.abc import Set

from django.db import models
from django.db.models import Q

from classrooms.models import User

from .ml_model import MLModel


class Method(models.TextChoices):
    HELD_BACK = "held-back", "A fifth of the examples was held back"
    LEAVE_ONE_OUT = "leave-one-out", "Each example in turn was held back"
    CROSS_VALIDATION = "cross-validation", "Each fifth of the rows was held back"
    TOO_FEW = "too-few", "Too few examples to say"


class Evaluation(models.Model):
    """How good a model is, measured on examples it had not learnt from."""

    ml_model = models.OneToOneField(
        MLModel, models.CASCADE, related_name="evaluation", primary_key=True
    )
    method = models.CharField(max_length=16, choices=Method)
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

    def forget_contributors(self, users: Set[int]) -> None:
        """Leave how good it was at what they had added, and not that they had."""
        for each in self.details.get("contributors", []):
            if each["author"] in users:
                each["author"] = None
        self.save(update_fields=["details"])

    def forget_erased(self) -> None:
        """Do so with those who were erased while it was measured."""
        told = self.details.get("contributors", [])
        authors = {each["author"] for each in told} - {None}
        if authors:
            there = User.objects.filter(pk__in=authors).values_list("pk", flat=True)
            if erased := authors - set(there):
                self.forget_contributors(erased)
