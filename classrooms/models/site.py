"""What the site's operator tells everybody."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    TEACHERS = "teachers", _("Teachers")
    STUDENTS = "students", _("Students")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def showing(self) -> Self:
        """Notices whose time it is."""
        now = timezone.now()
        begun = self.filter(starts_at__lte=now)
        return begun.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Notice(models.Model):
    """A sentence at the top of every page, for a while."""

    text = models.CharField(max_length=300)
    audience = models.CharField(
        max_length=9, choices=Audience, default=Audience.EVERYBODY
    )
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="notice_ends_after_it_starts",
                violation_error_message=_("It has to end after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
