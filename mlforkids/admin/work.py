"""Projects, their models, and files on their way out."""

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.requests import signed_in
from projects import actions as project_actions
from projects.models import DiscardedFiles, Project
from training import actions
from training.erasing import Going
from training.models import MLModel

from .base import ErasingAdmin, NeverDeleted, OnlyLooked


@admin.register(Project)
class ProjectAdmin(OnlyLooked, ErasingAdmin[Project]):
    list_display = ("name", "owner", "whose_class", "kind_code", "created_at")
    list_filter = ("kind_code",)
    list_select_related = ("owner__student__classroom", "classroom")
    search_fields = (
        "name",
        "classroom__name",
        "owner__email",
        "owner__student__username",
    )
    date_hierarchy = "created_at"
    ordering = ("-created_at", "pk")
    fields = ("name", "owner", "whose_class", "kind_code", "created_at")
    readonly_fields = ("whose_class",)

    @admin.display(description=gettext_lazy("Class"))
    def whose_class(self, project: Project) -> str:
        """Return the class that fills it, or that of its owner; others have none."""
        if project.classroom is not None:
            return str(project.classroom)
        owner = project.owner
        return str(owner.student.classroom) if hasattr(owner, "student") else "–"

    def what_goes(self, rows: Sequence[Project]) -> Going:
        projects = frozenset(project.pk for project in rows)
        return Going(users=frozenset(), projects=projects)

    def erase(self, request: HttpRequest, row: Project) -> None:
        """Delete files as well, and tell the owner."""
        reason = _("Removed by the people who run this site.")
        project_actions.delete_project(row, by=signed_in(request), reason=reason)


@admin.register(MLModel)
class MLModelAdmin(OnlyLooked, admin.ModelAdmin[MLModel]):
    list_display = (
        "project", "status", "problem", "is_current", "example_count", "size",
        "requested_at", "training_time",
    )  # fmt: skip
    list_filter = ("status", "problem", "is_current")
    list_select_related = ("project",)
    search_fields = ("project__name", "project__owner__email")
    date_hierarchy = "requested_at"
    ordering = ("-requested_at", "pk")
    fields = (
        "project", "status", "problem", "is_current", "tries", "example_count", "size",
        "requested_at", "started_at", "finished_at", "training_time",
    )  # fmt: skip
    readonly_fields = ("size",)

    @admin.display(description=gettext_lazy("Files"), ordering="stored_bytes")
    def size(self, ml_model: MLModel) -> str:
        """Return how much its files take, for people to read."""
        return str(filesizeformat(ml_model.stored_bytes))

    def delete_model(self, request: HttpRequest, obj: MLModel) -> None:
        """Delete files as well, and let open pages know."""
        actions.delete_model(obj)

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[MLModel]
    ) -> None:
        """Delete each with its files."""
        for ml_model in queryset.select_related("project"):
            actions.delete_model(ml_model)


@admin.register(DiscardedFiles)
class DiscardedFilesAdmin(NeverDeleted, OnlyLooked, admin.ModelAdmin[DiscardedFiles]):
    list_display = ("prefix", "discarded_at", "receipt")
    list_select_related = ("receipt",)
    search_fields = ("prefix",)
    date_hierarchy = "discarded_at"
    ordering = ("discarded_at", "pk")
