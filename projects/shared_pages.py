"""Pages on which teachers let a class fill a project, and watch how it fills."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from classrooms.models import Classroom
from classrooms.requests import signed_in

from .class_serializers import SharingSerializer
from .models import Project
from .serializers import LabelSerializer
from .views import visible_project


@never_cache
@require_GET
def project_class(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """What a class may do in a project, and what each of its students has done."""
    project = moderated_project(request, project_id)
    context = {
        "project": project,
        "may_change": True,
        "classrooms": classrooms_to_share_with(request, project),
        "has_examples_of_students": has_examples_of_students(project),
        "data": class_data(project),
    }
    return render(request, "projects/class.html", context)


@never_cache
@require_GET
def project_together(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Buckets that fill, on a screen that the whole class sees: it names nobody."""
    project = moderated_project(request, project_id)
    if project.classroom_id is None:
        return redirect("projects:class", project.pk)
    context = {"project": project, "data": class_data(project)}
    return render(request, "projects/together.html", context)


def moderated_project(request: HttpRequest, project_id: UUID) -> Project:
    """Return a project whose students' examples are in the care of who asks."""
    project = visible_project(request, project_id)
    if not project.standing_of(signed_in(request)).may_moderate:
        raise PermissionDenied(_("Only your teacher can do this."))
    return project


def classrooms_to_share_with(request: HttpRequest, project: Project) -> list[Classroom]:
    """Return the classes that may fill a project of one's own that none fills yet."""
    user = signed_in(request)
    if project.classroom_id or not project.is_owned_by(user):
        return []
    return list(Classroom.objects.taught_by(user).order_by("name", "pk"))


def has_examples_of_students(project: Project) -> bool:
    return project.examples.filter(author__is_student=True).exists()


def class_data(project: Project) -> dict[str, Any]:
    """Return what the scripts show first, and where they hear what is new."""
    labels = project.live_labels().with_counts()
    api = f"/api/projects/{project.pk}/"
    return {
        "id": str(project.pk),
        "isShared": project.classroom_id is not None,
        "hasLabels": project.kind.has_labels,
        "labels": LabelSerializer(labels, many=True).data,
        "shown": project.examples.shown().count(),
        "settings": SharingSerializer(project).data,
        "socket": f"/ws/projects/{project.pk}/live/",
        "address": f"{api}live/",
        "reviewPage": reverse("projects:review", args=[project.pk]),
    }
