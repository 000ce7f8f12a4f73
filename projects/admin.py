from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from classrooms.requests import signed_in

from . import actions
from .models import Project


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin[Project]):
    list_display = ["name", "owner", "kind_code", "created_at"]
    list_select_related = ["owner__student"]
    search_fields = ["name", "owner__email", "owner__student__username"]
    raw_id_fields = ["owner"]

    def delete_model(self, request: HttpRequest, obj: Project) -> None:
        """Delete files as well, and tell the owner."""
        reason = _("Removed by the people who run this site.")
        actions.delete_project(obj, by=signed_in(request), reason=reason)

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[Project]
    ) -> None:
        for project in queryset:
            self.delete_model(request, project)
