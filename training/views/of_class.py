"""The projects that a class fills together, as its teachers see them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from classrooms.models import Classroom
from classrooms.quotas import QuotaExceeded, policy_of
from classrooms.requests import signed_in, taught_classroom
from projects import actions
from projects.forms import ProjectForm, ShareForm
from projects.models import Project

from .lists import with_model_status


@never_cache
@require_http_methods(["GET", "POST"])
def classroom_projects(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """What a class fills together, and forms to begin or to share another."""
    classroom = taught_classroom(request, classroom_id)
    user = signed_in(request)
    form = ProjectForm(policy_of(classroom), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            project = actions.create_class_project(
                classroom, user, given["name"], given["kind"]
            )
            return redirect("projects:train", project.pk)
        except (QuotaExceeded, actions.KindNotAllowed) as error:
            form.add_error(None, str(error))
        except Classroom.DoesNotExist as error:
            raise Http404 from error
    context = {
        "classroom": classroom,
        "projects": with_contributors(classroom.projects.all()),
        "form": form,
        "share_form": ShareForm(user),
    }
    status = 400 if form.errors else 200
    return render(request, "projects/of_classroom.html", context, status=status)


@require_POST
def share_project(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """Let a class fill a project that its teacher has made before."""
    classroom = taught_classroom(request, classroom_id)
    user = signed_in(request)
    form = ShareForm(user, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of your projects."))
        return redirect("classrooms:projects", classroom.pk)
    project = form.cleaned_data["project"]
    try:
        actions.share_project(project, classroom, user)
        messages.success(request, _("Your class finds it in its list now."))
    except (QuotaExceeded, actions.KindNotAllowed, actions.CannotBeShared) as error:
        messages.error(request, str(error))
    except (Classroom.DoesNotExist, Project.DoesNotExist) as error:
        raise Http404 from error
    return redirect("classrooms:projects", classroom.pk)


def with_contributors(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Add how many have added something to each, and how much of it waits."""
    of_students = Q(examples__author__is_student=True)
    return (
        with_model_status(projects)
        .annotate(
            contributor_count=Count(
                "examples__author", filter=of_students, distinct=True
            ),
            now_waiting=Count("examples", filter=Q(examples__state="waiting")),
        )
        .order_by("-created_at")
    )
