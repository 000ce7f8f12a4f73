from django.contrib import admin

from .models import Project


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin[Project]):
    list_display = ["name", "owner", "kind_code", "created_at"]
    list_select_related = ["owner__student"]
    search_fields = ["name", "owner__email", "owner__student__username"]
    raw_id_fields = ["owner"]
