"""What a classroom may use, and the most that the site lets its teachers allow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..straight import read
from .classroom import Classroom

# A policy's columns, and those of the site's settings that they stay under.
QUOTAS = {
    "student_quota": "student_ceiling",
    "project_quota": "project_ceiling",
    "text_quota": "text_ceiling",
    "row_quota": "row_ceiling",
    "image_quota": "image_ceiling",
    "sound_quota": "sound_ceiling",
    "class_text_quota": "text_ceiling",
    "class_row_quota": "row_ceiling",
    "class_image_quota": "image_ceiling",
    "class_sound_quota": "sound_ceiling",
    "label_quota": "label_ceiling",
    "field_quota": "field_ceiling",
    "choice_quota": "choice_ceiling",
    "storage_quota": "storage_ceiling",
}
# What binds a project of the whole class, in place of what binds one student's.
QUOTAS_OF_CLASS = {
    "text_quota": "class_text_quota",
    "row_quota": "class_row_quota",
    "image_quota": "class_image_quota",
    "sound_quota": "class_sound_quota",
}


class Policy(models.Model):
    """What the students of one classroom may use. A fresh one has the defaults."""

    classroom = models.OneToOneField(Classroom, models.CASCADE)
    student_quota = models.PositiveIntegerField(_("Students in the class"), default=60)
    project_quota = models.PositiveIntegerField(
        _("Projects of one student"), default=10
    )
    text_quota = models.PositiveIntegerField(
        _("Examples in a text project"), default=1000
    )
    row_quota = models.PositiveIntegerField(
        _("Rows in a numbers project"), default=3000
    )
    image_quota = models.PositiveIntegerField(
        _("Pictures in an images project"), default=300
    )
    sound_quota = models.PositiveIntegerField(
        _("Recordings in a sounds project"), default=200
    )
    class_text_quota = models.PositiveIntegerField(
        _("Examples in a text project of the whole class"), default=5000
    )
    class_row_quota = models.PositiveIntegerField(
        _("Rows in a numbers project of the whole class"), default=10_000
    )
    class_image_quota = models.PositiveIntegerField(
        _("Pictures in an images project of the whole class"), default=1500
    )
    class_sound_quota = models.PositiveIntegerField(
        _("Recordings in a sounds project of the whole class"), default=1000
    )
    # Of class projects that are made from now on.
    needs_approval = models.BooleanField(
        _("Examples wait for a teacher in new class projects"), default=False
    )
    label_quota = models.PositiveIntegerField(_("Labels in a project"), default=30)
    field_quota = models.PositiveIntegerField(
        _("Columns in a numbers project"), default=20
    )
    choice_quota = models.PositiveIntegerField(_("Choices in a column"), default=30)
    storage_quota = models.PositiveIntegerField(  # MiB
        _("Megabytes of files of the whole class"), default=2048
    )
    # Codes of kinds of project; none named means all.
    allowed_kinds = models.JSONField(default=list, blank=True)
    # After this many days without being trained anew, a model is deleted.
    model_days = models.PositiveIntegerField(
        _("Days that a trained model is kept"), null=True, blank=True
    )

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(student_quota__lte=500), name="student_quota_is_sane"
            ),
            models.CheckConstraint(
                condition=Q(label_quota__lte=100, field_quota__lte=100),
                name="label_and_field_quotas_are_sane",
            ),
            models.CheckConstraint(
                condition=Q(model_days=None) | Q(model_days__gte=1),
                name="model_lives_for_a_day_at_least",
            ),
        ]

    def __str__(self) -> str:
        return f"Policy of {self.classroom}"

    def allows_kind(self, kind_code: str) -> bool:
        return not self.allowed_kinds or kind_code in self.allowed_kinds


class SiteSettings(models.Model):
    """What the site's operator decides for everybody. There is one row, or none."""

    student_ceiling = models.PositiveIntegerField(default=200)
    project_ceiling = models.PositiveIntegerField(default=100)
    text_ceiling = models.PositiveIntegerField(default=5000)
    row_ceiling = models.PositiveIntegerField(default=10_000)
    image_ceiling = models.PositiveIntegerField(default=1500)
    sound_ceiling = models.PositiveIntegerField(default=1000)
    label_ceiling = models.PositiveIntegerField(default=60)
    field_ceiling = models.PositiveIntegerField(default=60)
    choice_ceiling = models.PositiveIntegerField(default=100)
    storage_ceiling = models.PositiveIntegerField(default=20_480)  # MiB
    classroom_quota = models.PositiveIntegerField(
        default=20, help_text=_("How many classes one teacher may own.")
    )
    guest_quota = models.PositiveIntegerField(
        default=100,
        help_text=_("How many may try the site at once; with 0, nobody may."),
    )
    teachers_may_sign_up = models.BooleanField(
        default=True, help_text=_("If not, only those who are invited.")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("site settings")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="site_has_one_settings"),
            models.CheckConstraint(
                condition=Q(student_ceiling__lte=500),
                name="student_ceiling_is_sane",
                violation_error_message=_("500 students are the most."),
            ),
            models.CheckConstraint(
                condition=Q(label_ceiling__lte=100, field_ceiling__lte=100),
                name="label_and_field_ceilings_are_sane",
                violation_error_message=_("100 labels and columns are the most."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Site settings"))

    @classmethod
    def current(cls) -> SiteSettings:
        """Return the settings that hold now: the row, or the defaults."""
        found = read([cls], "FROM classrooms_sitesettings WHERE id = 1")
        return found[0] if found else cls(pk=1)
