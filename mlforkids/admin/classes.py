"""Classes, what they may use, and who is invited to teach them."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms import actions, live
from classrooms.models import Classroom, Invitation, Policy, Role, Teaching
from classrooms.quotas import QuotaExceeded
from classrooms.requests import signed_in
from training import erasing
from training.erasing import Going

from .base import ErasingAdmin, NeverDeleted, OnlyLooked, together
from .forms import ClassroomForm, PolicyForm


class OfGuests(admin.SimpleListFilter):
    title = gettext_lazy("guests")
    parameter_name = "guests"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the two there are."""
        return [("no", _("Classes of teachers")), ("yes", _("Guests"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those that were chosen."""
        if self.value() is None:
            return queryset
        return queryset.filter(expires_at__isnull=self.value() == "no")


class PolicyInline(NeverDeleted, admin.StackedInline[Policy, Classroom]):
    model = Policy
    form = PolicyForm


class TeachingInline(
    NeverDeleted, OnlyLooked, admin.TabularInline[Teaching, Classroom]
):
    model = Teaching
    fields = ("user", "role")
    extra = 0


@admin.register(Classroom)
class ClassroomAdmin(ErasingAdmin[Classroom]):
    """Classes; their teachers open them, and so they open guests' for them."""

    form = ClassroomForm
    list_display = (
        "name", "spelled_code", "owner", "student_count", "created_at", "expires_at",
    )  # fmt: skip
    list_filter = (OfGuests,)
    search_fields = ("name", "code", "teachers__email", "teachers__name")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "pk")
    fields = ("name", "language", "spelled_code", "created_at", "expires_at")
    readonly_fields = ("spelled_code", "created_at", "expires_at")
    inlines = (PolicyInline, TeachingInline)
    actions = ("reset_policies",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Teachers open classes."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Classroom]:
        """Return classes with their owner and the number of their students."""
        owners = Teaching.objects.filter(role=Role.OWNER).select_related("user")
        return (
            super()
            .get_queryset(request)
            .annotate(counted=Count("students", distinct=True))
            .prefetch_related(Prefetch("teachings", owners, to_attr="owners"))
        )

    @admin.display(description=gettext_lazy("Owner"))
    def owner(self, classroom: Any) -> str:
        """Return who owns it; nobody does a guest's."""
        return ", ".join(str(teaching.user) for teaching in classroom.owners)

    @admin.display(description=gettext_lazy("Students"), ordering="counted")
    def student_count(self, classroom: Any) -> int:
        """Return how many there are."""
        return int(classroom.counted)

    def save_model(self, request: Any, obj: Classroom, form: Any, change: bool) -> None:
        """Save it, and let its teachers' open pages know."""
        super().save_model(request, obj, form, change)
        live.announce(obj.pk)

    def what_goes(self, rows: Sequence[Classroom]) -> Going:
        return together(erasing.of_classroom(classroom.pk) for classroom in rows)

    def erase(self, request: HttpRequest, row: Classroom) -> None:
        erasing.erase_classroom(row, by=signed_in(request))

    @admin.action(
        description=gettext_lazy(
            "Set what the selected classes may use to the defaults"
        ),
        permissions=["change"],
    )
    def reset_policies(
        self, request: HttpRequest, queryset: QuerySet[Classroom]
    ) -> None:
        """Go back to what every new class may use."""
        classrooms = list(queryset)
        for classroom in classrooms:
            actions.reset_policy(classroom)
        words = ngettext(
            "%(n)d class may use what every new class may.",
            "%(n)d classes may use what every new class may.",
            len(classrooms),
        )
        self.message_user(request, words % {"n": len(classrooms)}, messages.SUCCESS)


@admin.register(Invitation)
class InvitationAdmin(OnlyLooked, admin.ModelAdmin[Invitation]):
    list_display = ("email", "classroom", "invited_by", "created_at")
    list_select_related = ("classroom", "invited_by__student")
    search_fields = ("email", "classroom__name", "invited_by__email")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)


@admin.register(Teaching)
class TeachingAdmin(NeverDeleted, OnlyLooked, admin.ModelAdmin[Teaching]):
    """Who teaches what; a class whose owner has left the school gets another here."""

    list_display = ("user", "classroom", "role")
    list_filter = ("role",)
    list_select_related = ("classroom", "user__student")
    search_fields = ("user__email", "user__name", "classroom__name")
    ordering = ("classroom__name", "-role", "pk")
    actions = ("make_owners",)

    def has_hand_over_permission(self, request: HttpRequest) -> bool:
        """Say if who is asking may change who owns a class."""
        return signed_in(request).has_perm("classrooms.change_teaching")

    @admin.action(
        description=gettext_lazy("Make the selected co-teachers owners of their class"),
        permissions=["hand_over"],
    )
    def make_owners(self, request: HttpRequest, queryset: QuerySet[Teaching]) -> None:
        """Hand each class over, as its owner would have done."""
        for teaching in queryset.select_related("classroom", "user"):
            classroom = teaching.classroom
            owner = classroom.teachings.select_related("user").get(role=Role.OWNER)
            try:
                actions.hand_over(classroom, owner.user, teaching.user)
            except (ValidationError, QuotaExceeded) as error:
                sentence = getattr(error, "message", str(error))
                self.message_user(request, sentence, messages.ERROR)
            else:
                words = _("%(name)s owns %(classroom)s now.")
                names = {"name": teaching.user, "classroom": classroom}
                self.message_user(request, words % names, messages.SUCCESS)
