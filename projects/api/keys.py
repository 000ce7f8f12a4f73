from uuid import UUID

from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from ..models import ProjectKey
from ..permissions import MaySee
from ..serializers import ProjectKeySerializer
from .base import ProjectAPIView


class ProjectKeyView(ProjectAPIView):
    """The owner's key: GET shows it, POST renews it, DELETE revokes it.

    Teachers may do the same to the keys of their students' projects.
    """

    permission_classes = [IsAuthenticated, MaySee]

    def get(self, request: Request, project_id: UUID) -> Response:
        return self.answer(self.get_key())

    def post(self, request: Request, project_id: UUID) -> Response:
        key = self.get_key()
        key.renew()
        return self.answer(key)

    def delete(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        project.keys.filter(member=project.owner).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_key(self) -> ProjectKey:
        project = self.get_project()
        return ProjectKey.objects.of_member(project, project.owner)

    def answer(self, key: ProjectKey) -> Response:
        serializer = ProjectKeySerializer(key, context={"request": self.request})
        return Response(serializer.data, headers={"Cache-Control": "no-store"})
