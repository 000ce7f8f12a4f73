"""Pages that show projects together with what the computer has learnt from them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from classrooms.requests import signed_in
from projects.models import Project, ProjectKey, Standing
from projects.train_pages import shared_data
from projects.views import visible_project

from ..advice import advice_on
from ..models import MLModel
from ..readiness import what_is_missing
from ..serializers import describe
from ..snippets import curl_lines, python_program
from .pages_of import PAGES


@require_GET
def project_detail(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """A project's own page: Train, Learn & Test, Make, and what comes next."""
    project = visible_project(request, project_id)
    standing = project.standing_of(request.user)
    ml_model = (
        MLModel.objects.of(project).current() or MLModel.objects.of(project).newest()
    )
    context = {
        "project": project,
        "example_count": project.examples.shown().count(),
        "missing": what_is_missing(project),
        "ml_model": ml_model,
        "outdated": ml_model.is_outdated if ml_model else False,
        "may_change": standing.may_change,
        "may_delete": standing.may_delete,
        "may_moderate": standing.may_moderate,
        "needs_reason": not standing.may_change,
    }
    return render(request, "projects/detail.html", context)


@never_cache
@require_GET
def learn(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The page where a project is trained, tested, and judged."""
    project = visible_project(request, project_id)
    standing = project.standing_of(request.user)
    missing = what_is_missing(project)
    pages = PAGES[project.kind_code]
    context = {
        "project": project,
        "pages": pages,
        "learns_in_browser": project.kind.learns_in_browser,
        "may_change": standing.may_change,
        "missing": missing,
        "advice": advice_on(project) if standing.may_change else [],
        "data": {
            **learn_data(project, standing),
            "missing": missing,
            "shared": shared_data(project, signed_in(request)),
        },
        "assets": pages.assets(),
    }
    return render(request, "training/learn.html", context)


def learn_data(project: Project, standing: Standing) -> dict[str, Any]:
    """Return what the page's script has to know, for who has that standing."""
    review = reverse("projects:review", args=[project.pk])
    return {
        "id": str(project.pk),
        "kind": project.kind_code,
        "mayChange": standing.may_change,
        "mayDelete": standing.may_delete,
        "isMember": standing.may_add and not standing.may_change,
        "model": describe(project),
        "socket": f"/ws/projects/{project.pk}/training/",
        # Where teachers look at what one student has added.
        "review": review if standing.may_moderate else "",
    }


@never_cache
@require_GET
def make(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The page that takes a model elsewhere: Scratch, Python, any program."""
    project = visible_project(request, project_id)
    standing = project.standing_of(request.user)
    key = ProjectKey.objects.for_page_of(project, signed_in(request))
    address = request.build_absolute_uri(f"/api/scratch/{key.spell()}/")
    sample = PAGES[project.kind_code].sample(project)
    context = {
        "project": project,
        "key": {"key": key.spell(), "scopes": key.scopes},
        "scratch_url": address,
        "python_snippet": python_program(address, sample),
        "curl_lines": curl_lines(address, sample),
        "may_change": standing.may_change,
        "may_moderate": standing.may_moderate,
    }
    return render(request, "training/make.html", context)
