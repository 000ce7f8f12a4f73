"""What teachers look through: examples that wait, are hidden, or look alike."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from .. import actions
from ..alike import Resemblance
from ..class_serializers import ModerateSerializer
from ..models import Moderation, Project, TrainingExample
from ..permissions import MayModerate
from ..serializers import ExampleSerializer
from .base import ProjectAPIView
from .examples import read_ids, read_number
from .paging import page_of

ALIKE, ALL = "alike", "all"
SHOWN = {Moderation.WAITING.value, Moderation.HIDDEN.value, ALIKE, ALL}


class ModerateExamplesView(ProjectAPIView):
    """POST shows several examples to everybody, or hides them; again undoes it."""

    permission_classes = [IsAuthenticated, MayModerate]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(ModerateSerializer)
        done = actions.moderate_examples(project, by=self.person, **data)
        return Response(
            {"changed": done.changed, "gone": done.gone, "unseen": done.unseen}
        )


class ReviewView(ProjectAPIView):
    """GET a page of the examples to look through, with those that they resemble."""

    permission_classes = [IsAuthenticated, MayModerate]

    def get(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        show = request.query_params.get("show", Moderation.WAITING)
        if show not in SHOWN:
            raise ValidationError({"show": ["There is no such list."]})
        examples, resemblance = narrowed(request, project), Resemblance(project)
        if show in Moderation.values:
            examples = examples.filter(state=show)
        elif show == ALIKE:
            examples = examples.filter(pk__in=resemblance.all())
        oldest_first = show == Moderation.WAITING  # Who came first is served first.
        after = request.query_params.get("after", "")
        page, following = page_of(examples, after, oldest_first)
        listed = describe(page, resemblance)
        count = examples.count()
        return Response({"examples": listed, "next": following, "count": count})


def narrowed(request: Request, project: Project) -> QuerySet[TrainingExample]:
    """Return the examples of a student or a label, or those with the ids, given."""
    examples = project.examples.select_related("label", "author__student")
    if "ids" in request.query_params:
        examples = examples.filter(pk__in=read_ids(request.query_params["ids"]))
    if "student" in request.query_params:
        examples = examples.filter(author__student=read_student(request))
    if "label" in request.query_params:
        examples = examples.filter(label__number=read_number(request, "label"))
    return examples


def describe(
    page: list[TrainingExample], resemblance: Resemblance
) -> list[dict[str, Any]]:
    """Return the examples as JSON, each with those that it resembles."""
    alike = resemblance.describe([each.pk for each in page])
    return [{**ExampleSerializer(each).data, "alike": alike[each.pk]} for each in page]


def read_student(request: Request) -> UUID:
    try:
        return UUID(request.query_params["student"])
    except ValueError:
        raise ValidationError({"student": ["This is no id of a student."]}) from None
