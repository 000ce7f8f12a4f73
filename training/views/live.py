"""What a class is doing now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from classrooms.requests import taught_classroom

from .. import dashboard


@never_cache
@require_GET
def live(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    """A wall of students: who is here, what they teach, how training goes."""
    classroom = taught_classroom(request, classroom_id)
    project_page = reverse("projects:detail", args=[UUID(int=0)])
    review_page = reverse("projects:review", args=[UUID(int=0)])
    context = {
        "classroom": classroom,
        "data": {
            "socket": f"/ws/classrooms/{classroom.pk}/live/",
            "address": reverse("training:live-state", args=[classroom.pk]),
            "projectPage": project_page.replace(str(UUID(int=0)), "PROJECT"),
            "reviewPage": review_page.replace(str(UUID(int=0)), "PROJECT"),
            "state": dashboard.snapshot(classroom.pk),
        },
    }
    return render(request, "training/live.html", context)
