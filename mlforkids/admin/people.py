"""Accounts, students, and the receipts of those who are gone."""

from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms.models import EraseReceipt, Session, Student, User
from classrooms.requests import signed_in
from training import erasing
from training.erasing import Going

from .base import ErasingAdmin, NeverDeleted, OnlyLooked, together
from .forms import StudentUserForm, TeacherForm

OF_TEACHERS = ("email", "name", "new_password", "send_letter")
POWERS = ("is_active", "is_staff", "is_superuser", "groups")


def may_rule(me: User, user: User) -> bool:
    """Say if `me` may change `user`: staff only if `me` is a superuser."""
    return me.is_superuser or not (user.is_superuser or user.is_staff)


def hold_superusers(me: User) -> None:
    """Let two superusers lock each other out one after the other, not both at once."""
    in_charge = User.objects.filter(is_superuser=True, is_active=True)
    held = list(in_charge.select_for_update(no_key=True).order_by("pk"))
    if me.is_superuser and me not in held:
        raise PermissionDenied  # Another has just locked us out.


@admin.register(User)
class UserAdmin(ErasingAdmin[User]):
    """Everybody who can log in; teachers can be added, students by their teachers."""

    form = TeacherForm
    list_display = (
        "__str__", "email", "role", "is_active", "is_staff", "date_joined",
        "last_login",
    )  # fmt: skip
    list_filter = ("is_student", "is_active", "is_staff", "is_superuser")
    list_select_related = ("student__classroom",)
    search_fields = ("email", "name", "student__username")
    search_help_text = gettext_lazy("Address, name, or a student's name in class")
    date_hierarchy = "date_joined"
    ordering = ("-date_joined", "pk")
    filter_horizontal = ("groups",)
    actions = (
        "activate", "deactivate", "log_out_everywhere", "send_password_letter",
        "turn_off_second_step",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("Role"))
    def role(self, user: User) -> str:
        """Say what they are on this site."""
        if not user.is_student:
            return _("Teacher")
        is_guest = hasattr(user, "student") and user.student.classroom.is_of_guest
        return _("Guest") if is_guest else _("Student")

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **options: Any
    ) -> Any:
        """Ask of students no more than if they may come in."""
        if obj is not None and obj.is_student:
            options["form"] = StudentUserForm
        return super().get_form(request, obj, change, **options)

    def get_fields(self, request: Any, obj: User | None = None) -> Any:
        """Return what the page asks and shows."""
        if obj is None:
            return OF_TEACHERS
        if obj.is_student:
            return ("__str__", "is_active", "date_joined", "last_login")
        return (*OF_TEACHERS, *POWERS, "date_joined", "last_login")

    def get_readonly_fields(self, request: Any, obj: User | None = None) -> Any:
        """Nobody changes their own power, and only superusers that of others."""
        fields: tuple[str, ...] = ("__str__", "date_joined", "last_login")
        if obj is not None and obj.pk == request.user.pk:
            return (*fields, *POWERS)
        return fields if request.user.is_superuser else (*fields, *POWERS[1:])

    def lookup_allowed(self, lookup: str, *others: Any) -> bool:
        """Let nobody find out what is stored of a password, a letter at a time."""
        allowed = super().lookup_allowed(lookup, *others)
        return allowed and not lookup.startswith("password")

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Say if the account may be changed: that of staff by superusers only.

        Whoever gives another a password can come in as them, with all their power.
        """
        me = signed_in(request)
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.pk == me.pk or may_rule(me, obj))

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Say if the account may be erased: nobody erases their own here."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not self.must_stay(request, [obj]))

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Keep the account, and that of its address and password with it."""
        hold_superusers(signed_in(request))
        super().save_model(request, obj, form, change)
        if isinstance(form, TeacherForm):
            form.save_account(request)

    def what_goes(self, rows: Sequence[User]) -> Going:
        return together(erasing.of_account(user.pk) for user in rows)

    def erase(self, request: HttpRequest, row: User) -> None:
        """Erase a teacher with their classes, or a student."""
        by = signed_in(request)
        if row.is_student and hasattr(row, "student"):
            erasing.erase_students([row.student], by=by)
        else:
            erasing.erase_account(row, by=by)

    def must_stay(self, request: HttpRequest, rows: Sequence[User]) -> list[str]:
        """Say who is left out of what can lock people out."""
        me = signed_in(request)
        sentences = []
        for user in rows:
            if user.pk == me.pk:
                sentences.append(_("You cannot do this to your own account."))
            elif not may_rule(me, user):
                sentences.append(_("Only a superuser may do this to staff."))
        return sentences

    @admin.action(
        description=gettext_lazy("Let the selected people in again"),
        permissions=["change"],
    )
    def activate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.set_active(request, queryset, True)

    @admin.action(
        description=gettext_lazy("Lock the selected people out"),
        permissions=["change"],
    )
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.set_active(request, queryset, False)

    @transaction.atomic
    def set_active(
        self, request: HttpRequest, queryset: QuerySet[User], active: bool
    ) -> None:
        """Lock people out or in; never all who run the site, even by two at once."""
        hold_superusers(signed_in(request))
        count = self.others(request, queryset).update(is_active=active)
        self.say(request, ngettext("%(n)d changed.", "%(n)d changed.", count), count)

    @admin.action(
        description=gettext_lazy("Log the selected people out everywhere"),
        permissions=["change"],
    )
    def log_out_everywhere(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        users = self.others(request, queryset)
        count, _rows = Session.objects.filter(user__in=users).delete()
        words = ngettext("%(n)d log-in ended.", "%(n)d log-ins ended.", count)
        self.say(request, words, count)

    @admin.action(
        description=gettext_lazy("Send the selected teachers a letter for a password"),
        permissions=["change"],
    )
    def send_password_letter(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        teachers = self.others(request, queryset).filter(is_student=False)
        users = list(teachers.filter(is_active=True).exclude(email=None))
        for user in users:
            TeacherForm.send_password_letter(request, str(user.email))
        count = len(users)
        words = ngettext("%(n)d letter sent.", "%(n)d letters sent.", count)
        self.say(request, words, count)

    @admin.action(
        description=gettext_lazy("Turn the second step of the selected teachers off"),
        permissions=["change"],
    )
    def turn_off_second_step(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> None:
        users = self.others(request, queryset)
        steps = Authenticator.objects.filter(user__in=users)
        count = steps.values("user").distinct().count()
        steps.delete()
        self.say(request, ngettext("%(n)d changed.", "%(n)d changed.", count), count)

    def others(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        """Return those whom who is asking may lock out, and say who is left out."""
        for sentence in set(self.must_stay(request, list(queryset))):
            self.message_user(request, sentence, messages.WARNING)
        me = signed_in(request)
        users = User.objects.filter(pk__in=queryset.values("pk")).exclude(pk=me.pk)
        if me.is_superuser:
            return users
        return users.filter(is_superuser=False, is_staff=False)

    def say(self, request: HttpRequest, words: str, count: int) -> None:
        self.message_user(request, words % {"n": count}, messages.SUCCESS)


@admin.register(Student)
class StudentAdmin(OnlyLooked, ErasingAdmin[Student]):
    """Places in classes. Teachers look after names and secret words."""

    list_display = ("username", "classroom", "group", "last_seen_at")
    list_select_related = ("classroom", "group")
    search_fields = ("username", "classroom__name", "classroom__code")
    date_hierarchy = "last_seen_at"
    ordering = ("classroom", "folded_username")
    fields = ("username", "user", "classroom", "group", "last_seen_at")

    def what_goes(self, rows: Sequence[Student]) -> Going:
        classrooms = frozenset(student.classroom_id for student in rows)
        return erasing.of_students([student.pk for student in rows], classrooms)

    def erase(self, request: HttpRequest, row: Student) -> None:
        erasing.erase_students([row], by=signed_in(request))


@admin.register(EraseReceipt)
class EraseReceiptAdmin(NeverDeleted, OnlyLooked, admin.ModelAdmin[EraseReceipt]):
    list_display = (
        "subject", "subject_id", "erased_at", "erased_by", "file_count",
        "files_gone_at",
    )  # fmt: skip
    list_filter = ("subject",)
    list_select_related = ("erased_by__student",)
    search_fields = ("subject_id", "other_ids")
    date_hierarchy = "erased_at"
    ordering = ("-erased_at",)
