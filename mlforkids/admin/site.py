"""What the operator decides for everybody, and tells them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from classrooms.models import QUOTAS, QUOTAS_OF_CLASS, Notice, Policy, SiteSettings
from classrooms.notices import forget_notices

from .base import NeverDeleted


@admin.register(SiteSettings)
class SiteSettingsAdmin(NeverDeleted, admin.ModelAdmin[SiteSettings]):
    """One page for the one row, whether it is there yet or not."""

    fieldsets = (
        (
            gettext_lazy("The most that a teacher can let a class have"),
            {"fields": list(dict.fromkeys(QUOTAS.values()))},
        ),
        (
            gettext_lazy("Who may come in"),
            {"fields": ["classroom_quota", "guest_quota", "teachers_may_sign_up"]},
        ),
    )

    def formfield_for_dbfield(self, db_field: Any, *args: Any, **options: Any) -> Any:
        """Call a ceiling what teachers know the quota under it by."""
        for quota, ceiling in QUOTAS.items():
            if db_field.name == ceiling and quota not in QUOTAS_OF_CLASS.values():
                options["label"] = Policy._meta.get_field(quota).verbose_name  # type: ignore[union-attr]
        return super().formfield_for_dbfield(db_field, *args, **options)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one already, or as good as."""
        return False

    def changelist_view(self, request: HttpRequest, *_args: Any) -> HttpResponse:
        """Lead to the one page."""
        return redirect("admin:classrooms_sitesettings_change", 1)

    def get_object(self, request: Any, object_id: str, *_args: Any) -> Any:
        """Return the row, or the defaults that hold until it is saved."""
        return SiteSettings.current() if object_id == "1" else None


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin[Notice]):
    list_display = ("text", "audience", "starts_at", "ends_at", "is_showing")
    list_filter = ("audience",)
    search_fields = ("text",)
    date_hierarchy = "starts_at"
    ordering = ("-starts_at", "pk")
    actions = ("end_now",)

    @admin.display(boolean=True, description=gettext_lazy("Showing now"))
    def is_showing(self, notice: Notice) -> bool:
        """Say if people see it now."""
        now = timezone.now()
        has_begun = notice.starts_at <= now
        return has_begun and (notice.ends_at is None or notice.ends_at > now)

    def save_model(self, request: Any, obj: Notice, form: Any, change: bool) -> None:
        """Save it, and let it be seen at once."""
        super().save_model(request, obj, form, change)
        forget_notices()

    def delete_model(self, request: HttpRequest, obj: Notice) -> None:
        """Delete it, and let nobody see it any more."""
        super().delete_model(request, obj)
        forget_notices()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        """Delete them, and let nobody see them any more."""
        super().delete_queryset(request, queryset)
        forget_notices()

    @admin.action(
        description=gettext_lazy("End the selected notices now"), permissions=["change"]
    )
    def end_now(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        """End those that are showing; those that have not begun are not begun."""
        now = timezone.now()
        chosen = Notice.objects.filter(pk__in=queryset.values("pk"))
        count = chosen.showing().filter(starts_at__lt=now).update(ends_at=now)
        count += chosen.filter(starts_at__gte=now).delete()[0]
        forget_notices()
        words = ngettext("%(n)d notice ended.", "%(n)d notices ended.", count)
        self.message_user(request, words % {"n": count}, messages.SUCCESS)
