import logging
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files import File
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
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
from projects.models import Project
from projects.permissions import MayDeleteOrChange

from . import actions, dashboard, in_browsers, reports
from .learning import artefacts
from .lessons import BadResult, describe_lesson
from .models import MLModel, make_local_key
from .serializers import (
    CancelTrainingSerializer,
    LocalKeySerializer,
    MLModelSerializer,
    ProgressSerializer,
    StartTrainingSerializer,
    describe,
)

logger = logging.getLogger(__name__)

TRAININGS_LISTED = 30
LARGEST_WEIGHTS = 2 * 1024 * 1024  # bytes; thirty labels of a large base are a tenth


class ProjectModelView(ProjectAPIView):
    """A project's training: GET how it stands, POST to train, DELETE the model."""

    permission_classes = [IsAuthenticated, MayDeleteOrChange]

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(describe(self.get_project()))

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        if project.kind.learns_in_browser:
            return self.start_lesson(project)
        actions.start_training(project)
        return Response(describe(project), status.HTTP_202_ACCEPTED)

    def start_lesson(self, project: Project) -> Response:
        """Give who asks what there is to learn, unless another page learns it."""
        wanted = self.read(StartTrainingSerializer)
        ml_model = in_browsers.start_lesson(project, again=wanted["again"])
        if ml_model is None:
            return Response(describe(project), status.HTTP_202_ACCEPTED)
        answer = {**describe(project), "lesson": describe_lesson(ml_model)}
        return Response(answer, status.HTTP_201_CREATED)

    def delete(self, request: Request, project_id: UUID) -> Response:
        ml_model = MLModel.objects.of(self.get_project()).current()
        if ml_model is not None:
            actions.delete_model(ml_model)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CancelTrainingView(ProjectAPIView):
    """POST gives up the training on its way; the former model stays in use."""

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        wanted = self.read(CancelTrainingSerializer)
        if "id" in wanted:
            lessons = MLModel.objects.of(project).filter(in_browser=True)
            given_up = lessons.filter(pk=wanted["id"]).first()
            if given_up is not None:
                in_browsers.give_up(given_up, failed=wanted["failed"])
        else:
            actions.cancel_training(project)
        return Response(describe(project))


class LessonView(ProjectAPIView):
    """What the browser that is learning a model has to say of it."""

    def get_lesson(self) -> MLModel:
        """Return the training in the URL. Raises `NoLongerWanted` if it is gone."""
        ml_models = MLModel.objects.of(self.get_project())
        found = ml_models.select_related("project__owner").filter(
            pk=self.kwargs["ml_model_id"], in_browser=True
        )
        ml_model = found.first()
        if ml_model is None:
            raise in_browsers.NoLongerWanted
        return ml_model

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, in_browsers.NoLongerWanted):
            detail = _("This training has ended. Press Train to begin another.")
            return Response({"detail": detail}, status.HTTP_409_CONFLICT)
        if isinstance(exc, BadResult):
            logger.warning("A browser brought back %s.", exc.what)
            return Response({"detail": str(exc)}, status.HTTP_400_BAD_REQUEST)
        return super().handle_exception(exc)


class LessonProgressView(LessonView):
    """POST says how far a browser is; without a word for a minute it is given up."""

    def post(self, request: Request, project_id: UUID, ml_model_id: UUID) -> Response:
        ml_model = self.get_lesson()
        told = self.read(ProgressSerializer)
        in_browsers.note_progress(ml_model, told["stage"], told["fraction"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class LessonResultView(LessonView):
    """POST what a browser has learnt: the model is in use from then on."""

    def post(self, request: Request, project_id: UUID, ml_model_id: UUID) -> Response:
        ml_model = self.get_lesson()
        weights, report = self.read_form(request.data)
        in_browsers.take_result(ml_model, weights, report)
        return Response(describe(ml_model.project))

    def read_form(self, form: Any) -> tuple[bytes, str]:
        """Return the two parts of the form, of which the first is a file."""
        weights, report = (
            (form.get(name) for name in ("weights", "report"))
            if isinstance(form, Mapping)
            else (None, None)
        )
        if not isinstance(weights, File) or not isinstance(report, str):
            raise BadResult("a part missing")
        if weights.size > LARGEST_WEIGHTS:
            raise BadResult("far too many weights")
        return weights.read(), report


class ProjectHistoryView(ProjectAPIView):
    """GET a project's last trainings, newest first, with how good each was."""

    def get(self, request: Request, project_id: UUID) -> Response:
        ml_models = MLModel.objects.of(self.get_project()).ready()
        listed = ml_models.select_related("project", "evaluation")
        newest = listed.order_by("-requested_at")[:TRAININGS_LISTED]
        return Response(MLModelSerializer(newest, many=True).data)


class ModelReportView(ProjectAPIView):
    """GET what the model in use has learnt from, and whose examples measured it."""

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(reports.report_on(self.get_project(), self.person))


class ModelExamplesView(ProjectAPIView):
    """GET the ids of exactly those examples that the model in use has learnt from."""

    def get(self, request: Request, project_id: UUID) -> Response:
        return Response(reports.examples_of(self.get_project()))


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
