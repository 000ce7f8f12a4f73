"""Which class fills a project, and what its teachers have decided for it."""

from uuid import UUID

from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from classrooms.models import Classroom

from .. import actions
from ..class_serializers import ClassroomIdSerializer, SharingSerializer
from ..permissions import MayModerate
from .base import ProjectAPIView


class SharingView(ProjectAPIView):
    """GET what is decided, PATCH it; POST shares with a class, DELETE takes back."""

    permission_classes = [IsAuthenticated, MayModerate]

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(SharingSerializer(self.get_project()).data)

    def patch(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        actions.change_class_project(project, self.read(SharingSerializer))
        return Response(SharingSerializer(project).data)

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        classroom_id = self.read(ClassroomIdSerializer)["classroom"]
        classroom = Classroom.objects.taught_by(self.person).get(pk=classroom_id)
        actions.share_project(project, classroom, self.person)
        return Response(SharingSerializer(project).data)

    def delete(self, request: Request, project_id: UUID) -> Response:
        actions.unshare_project(self.get_project())
        return Response(status=status.HTTP_204_NO_CONTENT)
