from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from classrooms.models import Classroom
from classrooms.quotas import policy_for
from classrooms.requests import signed_in
from projects.actions import check_kind_is_allowed
from projects.api.base import ProjectAPIView
from projects.permissions import MayDeleteOrOwns

from . import actions, dashboard
from .learning import artefacts
from .models import MLModel, make_local_key
from .serializers import LocalKeySerializer, MLModelSerializer, describe

TRAININGS_LISTED = 30


class ProjectModelView(ProjectAPIView):
    """A project's training: GET how it stands, POST to train, DELETE the model."""

    permission_classes = [IsAuthenticated, MayDeleteOrOwns]

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(describe(self.get_project()))

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        actions.start_training(project)
        return Response(describe(project), status.HTTP_202_ACCEPTED)

    def delete(self, request: Request, project_id: UUID) -> Response:
        ml_model = MLModel.objects.of(self.get_project()).current()
        if ml_model is not None:
            actions.delete_model(ml_model)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CancelTrainingView(ProjectAPIView):
    """POST gives up the training on its way; the former model stays in use."""

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        actions.cancel_training(project)
        return Response(describe(project))


class ProjectHistoryView(ProjectAPIView):
    """GET a project's last trainings, newest first, with how good each was."""

    def get(self, request: Request, project_id: UUID) -> Response:
        ml_models = MLModel.objects.of(self.get_project()).ready()
        listed = ml_models.select_related("project", "evaluation")
        newest = listed.order_by("-requested_at")[:TRAININGS_LISTED]
        return Response(MLModelSerializer(newest, many=True).data)


class ModelFileView(APIView):
    """GET one file of a trained model, which never changes."""

    def get(self, request: Request, ml_model_id: UUID, name: str) -> FileResponse:
        visible = MLModel.objects.visible_to(request.user).select_related("project")
        ml_model = get_object_or_404(visible, pk=ml_model_id)
        if name not in ml_model.file_names:
            raise NotFound
        try:
            file = artefacts.open_file(ml_model.files_prefix, name)
        except artefacts.ArtefactIsGone:
            raise NotFound from None
        headers = {"Cache-Control": "private, max-age=31536000, immutable"}
        return FileResponse(file, filename=name, headers=headers)


class LocalKeyView(APIView):
    """POST gives who is logged in a key for one more project in their browser."""

    def post(self, request: Request) -> Response:
        serializer = LocalKeySerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = signed_in(request)
        kind_code = serializer.validated_data["type"]
        check_kind_is_allowed(policy_for(user), kind_code)
        key = make_local_key(user, kind_code)
        headers = {"Cache-Control": "no-store"}
        answer = {"key": key.spelled, "type": key.kind_code}
        return Response(answer, status.HTTP_201_CREATED, headers=headers)


class ClassroomLiveView(APIView):
    """GET what a class is doing now, for pages that cannot listen to a WebSocket."""

    def get(self, request: Request, classroom_id: UUID) -> Response:
        taught = Classroom.objects.taught_by(request.user)
        classroom = get_object_or_404(taught, pk=classroom_id)
        return Response(dashboard.snapshot(classroom.pk))
