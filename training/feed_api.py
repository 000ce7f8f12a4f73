from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from projects.api.base import ProjectAPIView

from .feed import text_for_one


class ProjectLiveView(ProjectAPIView):
    """GET how a project is now, for pages that cannot listen to a WebSocket."""

    def get(self, request: Request, project_id: UUID) -> HttpResponse:
        text = text_for_one(self.get_project(), self.person)
        headers = {"Cache-Control": "no-store"}
        return HttpResponse(text, "application/json", headers=headers)
