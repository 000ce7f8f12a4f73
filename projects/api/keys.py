from uuid import UUID

from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from ..models import ProjectKey
from ..permissions import MayModerate, MaySee
from ..serializers import MemberKeySerializer, ProjectKeySerializer
from .base import ProjectAPIView


class ProjectKeyView(ProjectAPIView):
    """One's own key: GET shows it, POST renews it, DELETE revokes it.

    Teachers who look at a student's own project do so to the student's.
    """

    permission_classes = [IsAuthenticated, MaySee]

    def get(self, request: Request, project_id: UUID) -> Response:
        return self.answer(self.get_key())

    def post(self, request: Request, project_id: UUID) -> Response:
        key = self.get_key()
        key.renew()
        return self.answer(key)

    def delete(self, request: Request, project_id: UUID) -> Response:
        self.get_key().delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_key(self) -> ProjectKey:
        return ProjectKey.objects.for_page_of(self.get_project(), self.person)

    def answer(self, key: ProjectKey) -> Response:
        serializer = ProjectKeySerializer(key, context={"request": self.request})
        return Response(serializer.data, headers={"Cache-Control": "no-store"})


class MemberKeyListView(ProjectAPIView):
    """Which students of the class have a key; none of them can be read here."""

    permission_classes = [IsAuthenticated, MayModerate]

    def get(self, request: Request, project_id: UUID) -> Response:
        keys = ProjectKey.objects.of_students(self.get_project())
        return Response({"keys": MemberKeySerializer(keys, many=True).data})


class MemberKeyView(ProjectAPIView):
    """DELETE revokes the key of a student; twice is harmless."""

    permission_classes = [IsAuthenticated, MayModerate]

    def delete(self, request: Request, project_id: UUID, student_id: UUID) -> Response:
        keys = self.get_project().keys.filter(member__is_student=True)
        keys.filter(member__student=student_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
