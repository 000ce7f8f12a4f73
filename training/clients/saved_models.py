"""A training, and its files, at /saved-models/<key-and-version>/, while it lives."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from projects.models import ProjectKey, Scope

from ..learning import artefacts
from ..models import MLModel
from . import dot
from .keys import find_key, open_to_programs
from .kinds import TALKS
from .refusals import NotFound

KEY_LENGTH = 72


@open_to_programs("GET")
def status(request: HttpRequest, name: str) -> HttpResponse:
    """Answer how this training stands; a key alone stands for one never begun."""
    found, ml_model = find_model(name)
    key, talk = name[:KEY_LENGTH], TALKS[found.project.kind_code]
    site = request.build_absolute_uri("/").rstrip("/")
    if ml_model is None:
        described = talk.untrainable(key, site)
    else:
        described = talk.model(ml_model, key, site)
    return JsonResponse(described, headers={"Cache-Control": "no-store"})


@open_to_programs("GET")
def model_zip(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a flat zip that `ydf.load_model` can read once it is unpacked."""
    _, ml_model = find_model(name)
    return answer_file(read(ml_model, "client.zip"), "application/zip")


@open_to_programs("GET")
def tree(request: HttpRequest, name: str) -> HttpResponse:
    _, ml_model = find_model(name)
    return answer_file(read(ml_model, "tree.json"), "application/json")


@open_to_programs("GET")
def tree_dot(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one tree of the forest, for Graphviz."""
    _, ml_model = find_model(name)
    tree = json.loads(read(ml_model, "tree.json"))
    text = dot.draw(tree, ml_model.schema if ml_model else {})
    return answer_file(text.encode(), "text/vnd.graphviz; charset=utf-8")


@open_to_programs("GET")
def vocabulary(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the choices of every field that has some."""
    _, ml_model = find_model(name)
    fields: list[dict[str, Any]] = ml_model.schema.get("fields", []) if ml_model else []
    return JsonResponse(
        {each["name"]: each["choices"] for each in fields if each["kind"] == "choice"}
    )


def find_model(name: str) -> tuple[ProjectKey, MLModel | None]:
    """Return the key in `name` and the model it stands for."""
    key, version = name[:KEY_LENGTH], name[KEY_LENGTH + 1 :]
    found = find_key(key, Scope.CLASSIFY)
    if not version:
        return found, None
    try:
        ml_models = MLModel.objects.of(found.project).select_related("project")
        return found, ml_models.get(pk=UUID(hex=version))
    except ValueError:
        raise NotFound("Model not found") from None


def read(ml_model: MLModel | None, file_name: str) -> bytes:
    if ml_model is None or file_name not in ml_model.file_names:
        raise NotFound("Model not found")
    try:
        return artefacts.read(ml_model.files_prefix, file_name)
    except artefacts.ArtefactIsGone:
        raise NotFound("Model not found") from None


def answer_file(content: bytes, content_type: str) -> HttpResponse:
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return HttpResponse(content, content_type=content_type, headers=headers)
