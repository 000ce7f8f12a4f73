"""The files of examples, for those who may see their project."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from classrooms.requests import signed_in

from ..models import Project, TrainingExample
from ..uploads import FileIsGone, content_type_of, read_file


class ExampleFileView(APIView):
    """GET one file of an example. It never changes."""

    def get(
        self, request: Request, project_id: UUID, example_id: UUID, name: str
    ) -> HttpResponseBase:
        user = signed_in(request._request)
        examples = TrainingExample.objects.exclude(file="").select_related("project")
        visible = examples.filter(project__in=Project.objects.visible_to(user))
        example = get_object_or_404(visible, pk=example_id, project=project_id)
        is_seen = example.is_seen_by(user, example.project.standing_of(user))
        if not is_seen or name not in example.project.kind.file_names:
            raise NotFound
        etag = f'"{example.file}"'
        # Of the request that Django knows; who has the file already is told so.
        unchanged = get_conditional_response(request._request, etag=etag)
        response = unchanged or answer_with(example, name)
        response["ETag"] = etag
        response["Cache-Control"] = "private, max-age=31536000, immutable"
        return response


def answer_with(example: TrainingExample, name: str) -> HttpResponse:
    """Answer with the whole file: it is small, and storage fails before we begin."""
    try:
        content = read_file(example.files_prefix + name)
    except FileIsGone:
        raise NotFound from None
    response = HttpResponse(content, content_type=content_type_of(name))
    disposition = content_disposition_header(as_attachment=False, filename=name)
    response["Content-Disposition"] = disposition or "inline"
    return response
