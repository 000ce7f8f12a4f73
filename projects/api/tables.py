"""All rows of a project at once: shown, changed, and taken along as a table."""

import csv
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from classrooms.models import Student

from .. import actions
from ..columns import heading_of
from ..kinds import Cell
from ..models import Project, TrainingExample
from ..permissions import MayAdd
from ..serializers import ChangeRowsSerializer
from ..tables import spell
from .base import ProjectAPIView


class TableView(ProjectAPIView):
    """GET all rows as the page of a table wants them, the oldest first."""

    def get(self, request: Request, project_id: UUID) -> Response:
        project = project_of_rows(self)
        seen = self.seen_examples(project).order_by("created_at", "pk")
        columns = ["pk", "values", "author__student__pk", "state"]
        rows = list(seen.values_list(*columns))
        ids = {by for _id, _values, by, _state in rows if by is not None}
        names = Student.objects.filter(pk__in=ids).values_list("pk", "username")
        people = {str(student_id): name for student_id, name in names}
        return Response({"rows": rows, "people": people})


class TableFileView(ProjectAPIView):
    """GET all rows as a CSV file, which a spreadsheet and this site can read."""

    def get(self, request: Request, project_id: UUID) -> HttpResponse:
        project = project_of_rows(self)
        # The mark at its beginning tells Excel that it is UTF-8.
        response = HttpResponse("\ufeff", "text/csv; charset=utf-8")
        name = f"{project.name}.csv"
        response["Content-Disposition"] = content_disposition_header(True, name) or ""
        table = csv.writer(response)
        for line in lines_of(project, self.seen_examples(project)):
            table.writerow([spell(cell) for cell in line])
        return response


class ChangeExamplesView(ProjectAPIView):
    """POST changes many rows and adds others: all of them, or none."""

    permission_classes = [IsAuthenticated, MayAdd]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(ChangeRowsSerializer)
        gone = actions.change_rows(project, **data, author=self.person)
        return Response({"gone": gone})


def project_of_rows(view: ProjectAPIView) -> Project:
    project = view.get_project()
    if not project.kind.has_fields:
        raise NotFound
    return project


def lines_of(project: Project, seen: QuerySet[TrainingExample]) -> Iterator[list[Cell]]:
    """Yield the header and the rows, with the label where there is one."""
    fields = list(project.live_fields())
    has_labels = project.kind.has_labels
    yield [*map(heading_of, fields), *(["label"] if has_labels else [])]
    examples = seen.select_related("label").order_by("created_at", "pk")
    for example in examples.iterator(chunk_size=2000):
        cells = project.kind.cells(fields, example.content)
        yield [*cells, *([str(example.label.name)] if example.label else [])]
