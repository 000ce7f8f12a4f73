"""Labels that students would like a project of their class to have."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from classrooms.models import User
from classrooms.names import LONGEST_NAME

from .project import Project
from .standing import Standing


class LabelProposalQuerySet(models.QuerySet["LabelProposal"]):
    def seen_by(self, user: User, standing: Standing) -> Self:
        """Those that teachers have to decide on; of students, their own."""
        if standing.may_moderate:
            return self.filter(is_declined=False)
        return self.filter(author=user)


class LabelProposal(models.Model):
    """A label that a student proposes, and a teacher takes or does not."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="proposals", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    # `names.fold(name)`: what the database compares.
    folded_name = models.CharField(max_length=4 * LONGEST_NAME)
    proposed_at = models.DateTimeField(default=timezone.now)
    # It stays until its author has read that.
    is_declined = models.BooleanField(default=False)

    objects = LabelProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "folded_name"],
                name="label_is_proposed_once_in_project",
            ),
        ]

    def __str__(self) -> str:
        return self.name
