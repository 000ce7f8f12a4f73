"""Pages that show projects together with what the computer has learnt from them."""

from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from classrooms.models import User
from classrooms.quotas import QuotaExceeded, policy_for
from classrooms.requests import signed_in
from projects import actions as project_actions
from projects.forms import ProjectForm
from projects.models import Project, ProjectKey
from projects.views import visible_project

from ..advice import advice_on
from ..models import MLModel
from ..readiness import what_is_missing
from ..serializers import describe
from ..snippets import curl_lines, python_program
from .pages_of import PAGES


@require_http_methods(["GET", "POST"])
def project_list(request: HttpRequest) -> HttpResponse:
    """Everything one person is teaching the computer, and a form to begin another."""
    user = signed_in(request)
    policy = policy_for(user)
    form = ProjectForm(policy, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            project = project_actions.create_project(
                user, form.cleaned_data["name"], form.cleaned_data["kind"]
            )
            return redirect("projects:train", project.pk)
        except (QuotaExceeded, project_actions.KindNotAllowed) as error:
            form.add_error(None, str(error))
    projects = with_model_status(user.projects.all()).order_by("-created_at")
    quota = policy.project_quota
    context = {
        "projects": projects,
        "form": form,
        "quota": quota,
        "may_create": len(projects) < quota,
        "removals": user.removals.order_by("-removed_at"),
    }
    status = 400 if form.errors else 200
    return render(request, "projects/list.html", context, status=status)


def with_model_status(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Add `example_count` and the `model_status` of the newest training."""
    newest = MLModel.objects.filter(project=OuterRef("pk")).order_by("-requested_at")
    return projects.annotate(
        example_count=Count("examples", filter=Q(examples__state="shown")),
        model_status=Subquery(newest.values("status")[:1]),
    )


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
        "needs_reason": not standing.may_change,
    }
    return render(request, "projects/detail.html", context)


@never_cache
@require_GET
def learn(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The page where a project is trained, tested, and judged."""
    project = visible_project(request, project_id)
    may_change = project.standing_of(request.user).may_change
    missing = what_is_missing(project)
    pages = PAGES[project.kind_code]
    context = {
        "project": project,
        "pages": pages,
        "learns_in_browser": project.kind.learns_in_browser,
        "may_change": may_change,
        "missing": missing,
        "advice": advice_on(project) if may_change else [],
        "data": {
            "id": str(project.pk),
            "kind": project.kind_code,
            "mayChange": may_change,
            "missing": missing,
            "model": describe(project),
            "socket": f"/ws/projects/{project.pk}/training/",
        },
        "assets": pages.assets(),
    }
    return render(request, "training/learn.html", context)


@never_cache
@require_GET
def make(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The page that takes a model elsewhere: Scratch, Python, any program."""
    project = visible_project(request, project_id)
    owner: User = project.owner
    key = ProjectKey.objects.of_member(project, owner)
    address = request.build_absolute_uri(f"/api/scratch/{key.spell()}/")
    sample = PAGES[project.kind_code].sample(project)
    context = {
        "project": project,
        "key": {"key": key.spell(), "scopes": key.scopes},
        "scratch_url": address,
        "python_snippet": python_program(address, sample),
        "curl_lines": curl_lines(address, sample),
        "may_change": project.standing_of(request.user).may_change,
        "may_renew": True,
    }
    return render(request, "training/make.html", context)
