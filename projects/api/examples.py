from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from classrooms.models import User

from .. import actions
from ..columns import predict_one
from ..importing import Import, read_import
from ..kinds import Content, StoredFile
from ..models import Label, Moderation, Project, TrainingExample
from ..permissions import MayAdd, MaySee
from ..serializers import (
    UNDO_SALT,
    AddExampleSerializer,
    ChangeExampleSerializer,
    ExampleSerializer,
    FieldSerializer,
    IdsSerializer,
    ImportSerializer,
    RestoreExamplesSerializer,
)
from ..tables import BadTable, check_size, decode
from ..uploads import READERS, count_upload
from ..uploads.web import fetch_picture
from .base import ProjectAPIView, answer_deleted
from .paging import PAGE_SIZE, page_of

TIME_TO_UNDO = 60 * 60  # seconds
PROBLEMS_SHOWN = 50


class ExampleListView(ProjectAPIView):
    """A project's examples: GET a page of them, newest first, POST another."""

    permission_classes = [IsAuthenticated, MayAdd]

    def get(self, request: Request, project_id: UUID) -> Response:
        examples = self.seen_examples(self.get_project())
        examples = examples.select_related("label", "author__student")
        if "ids" in request.query_params:
            examples = examples.filter(pk__in=read_ids(request.query_params["ids"]))
        if "label" in request.query_params:
            examples = examples.filter(label__number=read_number(request, "label"))
        page, after = page_of(examples, request.query_params.get("after", ""))
        return Response(
            {
                "examples": ExampleSerializer(page, many=True).data,
                "next": after,
                "count": examples.count(),
            }
        )

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(AddExampleSerializer)
        add = add_file if project.kind.file_names else add_typed
        example, is_new = add(project, data, self.person)
        return Response(
            ExampleSerializer(example).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class ExampleView(ProjectAPIView):
    """One example: PATCH its values or label, DELETE it. Teachers may as well."""

    permission_classes = [IsAuthenticated, MaySee]

    def patch(self, request: Request, project_id: UUID, example_id: UUID) -> Response:
        project = self.get_project()
        examples = self.seen_examples(project)
        listed = examples.select_related("label", "author__student")
        example = get_object_or_404(listed, pk=example_id)
        example.project = project
        data = self.read(ChangeExampleSerializer)
        label = find_label(project, data["label"]) if "label" in data else None
        given = {name: data[name] for name in data.keys() - {"label"}}
        actions.change_example(example, self.person, label, given)
        return Response(ExampleSerializer(example).data)

    def delete(self, request: Request, project_id: UUID, example_id: UUID) -> Response:
        project = self.get_project()
        deleted = actions.delete_examples(project, [example_id], self.person)
        return answer_deleted(deleted)


class DeleteExamplesView(ProjectAPIView):
    """POST deletes several examples; the answer can be sent to undo it."""

    permission_classes = [IsAuthenticated, MaySee]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        ids = self.read(IdsSerializer)["ids"]
        return answer_deleted(actions.delete_examples(project, ids, self.person))


class MoveExamplesView(ProjectAPIView):
    """POST puts several examples under another label. Teachers may as well."""

    permission_classes = [IsAuthenticated, MaySee]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(IdsSerializer)
        if "label" not in data:
            raise ValidationError({"label": [_("Choose a label.")]})
        label = find_label(project, data["label"])
        moved = actions.move_examples(project, data["ids"], label, self.person)
        return Response({"moved": moved.moved, "left": moved.left})


class RestoreExamplesView(ProjectAPIView):
    """POST brings deleted examples back, from what deleting them answered."""

    permission_classes = [IsAuthenticated, MaySee]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(RestoreExamplesSerializer)
        rows = [read_undo(project, example) for example in data["examples"]]
        labels = {label.pk: label for label in project.live_labels()}
        new = [
            actions.NewExample(
                labels[row["label"]] if row["label"] else None,
                # Deleted an hour ago, by what ran here then, it may lack some parts.
                Content(row["values"], row.get("text", ""), read_file_of(row)),
                id=UUID(row["id"]),
                created_at=datetime.fromisoformat(row["created_at"]),
                author_id=row["author_id"],
                state=row.get("state", Moderation.SHOWN),
            )
            for row in rows
            if row["label"] in labels or not project.kind.has_labels
        ]
        restored = actions.add_examples(
            project, new, author=self.person, skip_duplicates=True
        )
        return Response({"examples": ExampleSerializer(restored, many=True).data})


class ImportExamplesView(ProjectAPIView):
    """POST a table: with `preview` to hear what it holds, without to add its rows."""

    permission_classes = [IsAuthenticated, MayAdd]

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        data = self.read(ImportSerializer)
        label = find_label(project, data["label"]) if "label" in data else None
        found = read_import(project, read_table(data), label)
        actions.check_new_parts(project, found, self.person)
        if "predicted" in data and found.new_fields:
            predict_one(found.new_fields, data["predicted"])
        if data["preview"]:
            return Response(describe(found, added=0))
        if found.problems and not data["skip_bad"]:
            raise BadTable(_("Some lines are not right. Mend or skip them first."))
        added = actions.import_examples(project, found, author=self.person)
        return Response(describe(found, added), status.HTTP_201_CREATED)


def add_typed(
    project: Project, data: dict[str, Any], author: User
) -> tuple[TrainingExample, bool]:
    """Store what was typed; say if it was not there already."""
    number = number_in(data) if project.kind.has_labels else None
    try:
        return actions.add_typed(project, number, data, author, data.get("id"))
    except Label.DoesNotExist:
        raise label_is_gone() from None


def add_file(
    project: Project, data: dict[str, Any], author: User
) -> tuple[TrainingExample, bool]:
    """Store the file that was sent, or is at an address; say if it was not there."""
    label = find_label(project, number_in(data))
    known = "id" in data and actions.find_example(project, data["id"], author)
    if known:
        return known, False
    sent = read_upload(project, data, author)
    given = {"id": data["id"]} if "id" in data else {}
    return actions.add_upload(project, label, sent, author, **given), True


def read_upload(project: Project, data: dict[str, Any], author: User) -> bytes:
    """Return the bytes of the file that was sent, or of the picture at an address."""
    reader = READERS[project.kind_code]
    if reader.from_web and "address" in data:
        return fetch_picture(data["address"], author.pk)
    if reader.sent_as not in data:
        project.kind.clean([], data)  # It says what is missing.
    count_upload(author.pk)
    sent = data[reader.sent_as]
    reader.check_size(sent.size)
    return bytes(sent.read())


def read_table(data: dict[str, Any]) -> str:
    """Return the text of what was pasted or uploaded. Raises `BadTable`."""
    if "text" in data:
        check_size(len(data["text"]))
        return str(data["text"])
    check_size(data["file"].size)
    return decode(data["file"].read())


def describe(found: Import, added: int) -> dict[str, Any]:
    problems = found.problems[:PROBLEMS_SHOWN]
    return {
        "columns": found.columns,
        "good": len(found.rows),
        "problems": [{"line": p.line, "sentence": p.sentence} for p in problems],
        "problem_count": len(found.problems),
        "duplicates": found.duplicates,
        "new_labels": found.new_labels,
        "new_fields": FieldSerializer(found.new_fields, many=True).data,
        "sample": found.sample,
        "added": added,
    }


def number_in(data: dict[str, Any]) -> int:
    """Return the number of the label that was sent."""
    if "label" not in data:
        raise ValidationError({"label": [_("Choose a label.")]})
    return int(data["label"])


def find_label(project: Project, number: int) -> Label:
    label = project.live_labels().filter(number=number).first()
    if label is None:
        raise label_is_gone()
    return label


def label_is_gone() -> ValidationError:
    return ValidationError({"label": [_("This label is gone. Choose another.")]})


def read_undo(project: Project, example: dict[str, Any]) -> dict[str, Any]:
    """Return what a deleted example was, if this server has signed it for `project`."""
    signed = str(example.get("undo"))
    try:
        row = signing.loads(signed, salt=UNDO_SALT, max_age=TIME_TO_UNDO)
    except signing.BadSignature:
        row = {}
    if row.get("project") != str(project.pk):
        raise ValidationError(_("This can no longer be undone."))
    return dict(row)


def read_file_of(row: dict[str, Any]) -> StoredFile | None:
    """Return the file of a deleted example, if it had one."""
    name, *about = row.get("file") or [""]
    return StoredFile(name, *about) if name else None


def read_ids(listed: str) -> list[UUID]:
    try:
        return [UUID(each) for each in listed.split(",")[:PAGE_SIZE]]
    except ValueError:
        raise ValidationError({"ids": ["These are no ids of examples."]}) from None


def read_number(request: Request, name: str) -> int:
    try:
        return int(request.query_params[name])
    except ValueError:
        raise ValidationError({name: ["This has to be a number."]}) from None
