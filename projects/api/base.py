from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from classrooms.models import User

from ..models import Project, TrainingExample
from ..permissions import ChangesProjectOrReadOnly
from ..seeing import seen_project
from ..serializers import DeletedExampleSerializer


class ProjectAPIView(APIView):
    """Anything below /api/projects/<project_id>/.

    Those who may not see the project get a 404, so that nobody learns it exists.
    """

    permission_classes = [IsAuthenticated, ChangesProjectOrReadOnly]
    request: Request

    def get_project(self) -> Project:
        """Return the project in the URL, if this user may do this to it."""
        project = seen_project(self.kwargs["project_id"], self.person)
        self.check_object_permissions(self.request, project)
        return project

    def seen_examples(self, project: Project) -> QuerySet[TrainingExample]:
        """Return those of its examples that this user may see."""
        person = self.person
        return project.examples.seen_by(person, project.standing_of(person))

    @property
    def person(self) -> User:
        """Who is asking; `IsAuthenticated` has made sure that it is someone."""
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101 (tells the type checker)
        return user

    def read(self, serializer_class: type[BaseSerializer[Any]]) -> Any:
        """Return the request's data in that shape, or answer 400."""
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


def answer_deleted(examples: Sequence[TrainingExample]) -> Response:
    """Answer with what was deleted, as `examples/restore/` takes it back."""
    return Response({"deleted": DeletedExampleSerializer(examples, many=True).data})
