"""The groups of a class."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import actions
from ..forms import GroupForm
from ..models import Classroom, Group
from ..quotas import QuotaExceeded
from ..requests import taught_classroom


@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """The groups, each with its form, and a form to make another."""
    classroom = taught_classroom(request, classroom_id)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_group(classroom, form.cleaned_data["name"])
            return redirect("classrooms:groups", classroom.pk)
        except (QuotaExceeded, ValidationError) as error:
            form.add_error("name", getattr(error, "messages", str(error)))
    return render_groups(request, classroom, form)


def render_groups(
    request: HttpRequest,
    classroom: Classroom,
    new: GroupForm,
    changed: tuple[Group, GroupForm] | None = None,
) -> HttpResponse:
    """Show all groups, with what is wrong with the one that is being changed."""
    counted = classroom.groups.annotate(student_count=Count("students"))
    rows = []
    for group in counted.order_by("folded_name"):
        form = GroupForm(initial={"name": group.name}, auto_id=f"id_{group.pk}_%s")
        if changed and changed[0] == group:
            form = changed[1]
        rows.append((group, form))
    context = {"classroom": classroom, "rows": rows, "form": new}
    status = 400 if new.errors or changed else 200
    return render(request, "classrooms/groups.html", context, status=status)


@require_POST
def rename_group(
    request: HttpRequest, classroom_id: UUID, group_id: UUID
) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    group = get_object_or_404(classroom.groups, pk=group_id)
    form = GroupForm(request.POST, auto_id=f"id_{group.pk}_%s")
    if form.is_valid():
        try:
            actions.rename_group(group, form.cleaned_data["name"])
            messages.success(request, _("The group has its new name."))
            return redirect("classrooms:groups", classroom.pk)
        except ValidationError as error:
            form.add_error("name", error)
    return render_groups(request, classroom, GroupForm(), changed=(group, form))


@require_POST
def delete_group(
    request: HttpRequest, classroom_id: UUID, group_id: UUID
) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    group = get_object_or_404(classroom.groups, pk=group_id)
    actions.delete_group(group)
    messages.success(request, _("The group is deleted. Its students are still here."))
    return redirect("classrooms:groups", classroom.pk)
