"""Pages of a project, but for those that need to know of training."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from classrooms.requests import signed_in

from .models import Project
from .train_pages import TRAIN_PAGES, train_data


@require_GET
def project_train(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The page where examples are collected."""
    project = visible_project(request, project_id)
    standing = project.standing_of(request.user)
    page = TRAIN_PAGES[project.kind_code]
    context = {
        "project": project,
        "page": page,
        "may_change": standing.may_change,
        "may_add": standing.may_add,
        "data": train_data(project, signed_in(request)),
    }
    return render(request, page.template, context)


def visible_project(request: HttpRequest, project_id: UUID) -> Project:
    projects = Project.objects.visible_to(request.user)
    return get_object_or_404(projects.with_policy(), pk=project_id)


@require_POST
def dismiss_removal(request: HttpRequest, removal_id: int) -> HttpResponse:
    """A student has read why a teacher removed a project."""
    removals = signed_in(request).removals
    get_object_or_404(removals, pk=removal_id).delete()
    return redirect("projects:list")
