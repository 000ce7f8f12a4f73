"""The page on which teachers look through what their class has added."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from classrooms.models import Student
from classrooms.requests import signed_in

from .models import Moderation, Project
from .serializers import FieldSerializer, LabelSerializer
from .train_pages import TRAIN_PAGES


@require_GET
def project_review(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Approve, hide and move what students add, one by one or many at once."""
    projects = Project.objects.visible_to(signed_in(request)).with_policy()
    project = get_object_or_404(projects, pk=project_id)
    standing = project.standing_of(signed_in(request))
    if not standing.may_moderate:
        raise PermissionDenied(_("Only your teacher can do this."))
    context = {
        "project": project,
        "page": TRAIN_PAGES[project.kind_code],
        "may_change": standing.may_change,
        "data": review_data(project),
    }
    return render(request, "projects/review.html", context)


def review_data(project: Project) -> dict[str, Any]:
    """Return what the scripts of the page have to know before they ask for more."""
    labels = project.live_labels().with_counts()
    is_shared = project.classroom_id is not None
    return {
        "id": str(project.pk),
        "kind": project.kind_code,
        "labels": LabelSerializer(labels, many=True).data,
        "fields": FieldSerializer(project.live_fields(), many=True).data,
        "students": students_of(project),
        "needsApproval": project.needs_approval,
        "isShared": is_shared,
        **counts_of(project),
    }


def students_of(project: Project) -> list[dict[str, str]]:
    """Return who may have added something: the class, and who has left it since."""
    adding = project.examples.exclude(author=None).values("author")
    theirs = Q(user__in=adding)
    if project.classroom_id:
        theirs |= Q(classroom=project.classroom_id)
    students = Student.objects.filter(theirs).order_by("folded_username", "pk")
    return [{"id": str(each.pk), "name": each.username} for each in students]


def counts_of(project: Project) -> dict[str, int]:
    waiting = Count("pk", filter=Q(state=Moderation.WAITING))
    hidden = Count("pk", filter=Q(state=Moderation.HIDDEN))
    counts: dict[str, int] = project.examples.aggregate(
        waiting=waiting, hidden=hidden, count=Count("pk")
    )
    return counts
