"""Who has added how many examples to a project of a class, and where."""

from uuid import UUID

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from ..contributions import contributions_to
from ..permissions import MayModerate
from .base import ProjectAPIView


class ContributionsView(ProjectAPIView):
    """GET the numbers of examples of each student and label."""

    permission_classes = [IsAuthenticated, MayModerate]

    def get(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        labels = project.live_labels().values("number", "name")
        return Response({"labels": list(labels), **contributions_to(project)})
