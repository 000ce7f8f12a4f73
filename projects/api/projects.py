from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from .. import actions
from ..permissions import MayDeleteOrChange
from ..serializers import ProjectSerializer, ReasonSerializer
from .base import ProjectAPIView


class ProjectView(ProjectAPIView):
    """One project: GET it, PATCH its name, DELETE it with all that belongs to it."""

    permission_classes = [IsAuthenticated, MayDeleteOrChange]

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(ProjectSerializer(self.get_project()).data)

    def patch(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        actions.rename_project(project, self.read(ProjectSerializer)["name"])
        return Response(ProjectSerializer(project).data)

    def delete(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        reason = self.read(ReasonSerializer)["reason"]
        if not reason and not project.standing_of(self.person).may_change:
            sentence = _("Say why, so that the student understands.")
            raise ValidationError({"reason": [sentence]})
        actions.delete_project(project, by=self.person, reason=reason)
        return Response(status=status.HTTP_204_NO_CONTENT)
