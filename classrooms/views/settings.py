"""What a class may use."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..requests import taught_classroom


@require_GET
def class_settings(request: HttpRequest, classroom_id: UUID) -> HttpResponse:
    classroom = taught_classroom(request, classroom_id)
    return render(request, "classrooms/_class_nav.html", {"classroom": classroom})
