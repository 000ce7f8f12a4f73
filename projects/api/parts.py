from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from .. import actions
from ..models import FieldKind, Label, Project
from ..serializers import FieldSerializer, LabelSerializer, OrderSerializer
from .base import ProjectAPIView, answer_deleted


class LabelListView(ProjectAPIView):
    """A project's labels: GET them with their numbers of examples, POST another."""

    def get(self, request: Request, project_id: UUID) -> Response:
        labels = counted_labels(self.get_project())
        return Response(LabelSerializer(labels, many=True).data)

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        label = actions.add_label(project, named(self.read(LabelSerializer)))
        return Response(LabelSerializer(label).data, status.HTTP_201_CREATED)


class LabelView(ProjectAPIView):
    """One label: PATCH its name or position, DELETE it with its examples."""

    def patch(self, request: Request, project_id: UUID, number: int) -> Response:
        project = self.get_project()
        label = get_object_or_404(project.live_labels(), number=number)
        actions.change_label(label, **self.read(LabelSerializer))
        return Response(LabelSerializer(counted_labels(project).get(pk=label.pk)).data)

    def delete(self, request: Request, project_id: UUID, number: int) -> Response:
        label = get_object_or_404(self.get_project().live_labels(), number=number)
        deleted = actions.delete_label(label)
        return answer_deleted(deleted)


class RestoreLabelView(ProjectAPIView):
    """POST takes the deletion of a label back; its examples are restored apart."""

    def post(self, request: Request, project_id: UUID, number: int) -> Response:
        project = self.get_project()
        label = get_object_or_404(project.labels, number=number)
        actions.restore_part(label, project)
        return Response(LabelSerializer(counted_labels(project).get(pk=label.pk)).data)


class FieldListView(ProjectAPIView):
    """A project's fields: GET them, POST another."""

    def get(self, request: Request, project_id: UUID) -> Response:
        fields = self.get_project().live_fields()
        return Response(FieldSerializer(fields, many=True).data)

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(FieldSerializer)
        kind = data.get("kind", FieldKind.NUMBER)
        choices = data.get("choices", [])
        if kind == FieldKind.CHOICE:
            check_choices(choices)
        field = actions.add_field(
            project,
            named(data),
            kind,
            choices,
            is_predicted=data.get("is_predicted", False),
            unit=data.get("unit", ""),
        )
        return Response(FieldSerializer(field).data, status.HTTP_201_CREATED)


class FieldOrderView(ProjectAPIView):
    """POST puts the fields in another order."""

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        actions.order_fields(project, self.read(OrderSerializer)["numbers"])
        return Response(FieldSerializer(project.live_fields(), many=True).data)


class FieldView(ProjectAPIView):
    """One field: PATCH its name, position or choices, DELETE it."""

    def patch(self, request: Request, project_id: UUID, number: int) -> Response:
        field = get_object_or_404(self.get_project().live_fields(), number=number)
        data = self.read(FieldSerializer)
        if data.pop("kind", field.kind) != field.kind:
            sentence = _("Delete this column, and add one of the other kind.")
            raise ValidationError({"kind": [sentence]})
        if "choices" in data and field.kind == FieldKind.CHOICE:
            check_choices(data["choices"])
        actions.change_field(field, **data)
        return Response(FieldSerializer(field).data)

    def delete(self, request: Request, project_id: UUID, number: int) -> Response:
        field = get_object_or_404(self.get_project().live_fields(), number=number)
        actions.delete_field(field)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RestoreFieldView(ProjectAPIView):
    """POST takes the deletion of a field back, values and all."""

    def post(self, request: Request, project_id: UUID, number: int) -> Response:
        project = self.get_project()
        field = get_object_or_404(project.fields, number=number)
        actions.restore_part(field, project)
        return Response(FieldSerializer(field).data)


def counted_labels(project: Project) -> QuerySet[Label]:
    """Return the labels of `project`, each with the number of examples all see."""
    return project.live_labels().with_counts()


def named(data: dict[str, object]) -> str:
    if "name" not in data:
        raise ValidationError({"name": [_("Type a name.")]})
    return str(data["name"])


def check_choices(choices: list[str]) -> None:
    if len(choices) < 2:
        raise ValidationError({"choices": [_("Give at least two choices.")]})
