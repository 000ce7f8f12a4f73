"""The lists of projects: one's own, those of one's class, and those of a class."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from classrooms.models import User
from classrooms.quotas import QuotaExceeded, policy_for
from classrooms.requests import signed_in
from projects import actions
from projects.forms import ProjectForm
from projects.models import Project

from ..models import MLModel


@never_cache
@require_http_methods(["GET", "POST"])
def project_list(request: HttpRequest) -> HttpResponse:
    """Everything one person is teaching the computer, and a form to begin another."""
    user = signed_in(request)
    policy = policy_for(user)
    form = ProjectForm(policy, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.create_project(
                user, form.cleaned_data["name"], form.cleaned_data["kind"]
            )
            return redirect("projects:train", project.pk)
        except (QuotaExceeded, actions.KindNotAllowed) as error:
            form.add_error(None, str(error))
    owned = user.projects.select_related("classroom")
    projects = with_model_status(owned).order_by("-created_at")
    quota = policy.project_quota
    context = {
        "projects": projects,
        "class_projects": class_projects_of(user),
        "form": form,
        "quota": quota,
        # Those that a class fills are among the class's.
        "may_create": sum(not each.classroom_id for each in projects) < quota,
        "removals": user.removals.order_by("-removed_at"),
    }
    status = 400 if form.errors else 200
    return render(request, "projects/list.html", context, status=status)


@never_cache
@require_GET
def class_list(request: HttpRequest) -> HttpResponse:
    """The part of a student's list that their class fills, which changes by itself."""
    projects = class_projects_of(signed_in(request))
    context = {"class_projects": projects}
    return render(request, "projects/_class_projects.html", context)


def class_projects_of(user: User) -> QuerySet[Project]:
    """Return what a student's class fills, the newest first; none of anybody else's."""
    if not user.is_student:
        return Project.objects.none()
    visible = Project.objects.visible_to(user).exclude(classroom=None)
    own = Q(examples__author=user)
    projects = with_model_status(visible.select_related("classroom"))
    return projects.annotate(own_count=Count("examples", filter=own)).order_by(
        "-created_at"
    )


def with_model_status(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Add `example_count` and the `model_status` of the newest training."""
    newest = MLModel.objects.filter(project=OuterRef("pk")).order_by("-requested_at")
    return projects.annotate(
        example_count=Count("examples", filter=Q(examples__state="shown")),
        model_status=Subquery(newest.values("status")[:1]),
    )
