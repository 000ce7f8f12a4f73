"""A training, and its files, at /saved-models/<key-and-version>/, while it lives."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from projects.models import Scope

from ..learning import artefacts
from ..models import LocalModel, MLModel, Training, TrainingQuerySet
from . import dot, local
from .keys import find_key, open_to_programs
from .kinds import TALKS, Talk
from .refusals import NotFound, UnknownKey
from .requests import site_of

KEY_LENGTH = 72
T = TypeVar("T", bound=Training)


@dataclass(frozen=True)
class Found:
    """What the name of a training stands for: a key alone, for one never begun."""

    key: str
    talk: Talk
    ml_model: MLModel | LocalModel | None

    def describe(self, site: str) -> dict[str, Any]:
        if self.ml_model is None:
            return self.talk.untrainable(self.key, site)
        if isinstance(self.ml_model, LocalModel):
            return local.describe(self.ml_model, self.talk, self.key, site)
        return self.talk.model(self.ml_model, self.key, site)


@open_to_programs("GET")
def status(request: HttpRequest, name: str) -> HttpResponse:
    """Answer how this training stands; a key alone stands for one never begun."""
    described = find_model(name).describe(site_of(request))
    return JsonResponse(described, headers={"Cache-Control": "no-store"})


@open_to_programs("GET")
def any_file(request: HttpRequest, name: str, file_name: str) -> HttpResponse:
    """Answer with one of the files that pages use."""
    return answer_file(find_model(name), file_name, "application/octet-stream")


@open_to_programs("GET")
def model_zip(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with a flat zip that `ydf.load_model` can read once it is unpacked."""
    return answer_file(find_model(name), "client.zip", "application/zip")


@open_to_programs("GET")
def tree(request: HttpRequest, name: str) -> HttpResponse:
    return answer_file(find_model(name), "tree.json", "application/json")


@open_to_programs("GET")
def tree_dot(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one tree of the forest, for Graphviz."""
    found = find_model(name)
    tree = json.loads(read(found.ml_model, "tree.json"))
    text = dot.draw(tree, found.ml_model.schema if found.ml_model else {})
    content_type = "text/vnd.graphviz; charset=utf-8"
    return HttpResponse(text, content_type=content_type, headers=headers_of(found))


@open_to_programs("GET")
def vocabulary(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the choices of every field that has some."""
    ml_model = find_model(name).ml_model
    fields: list[dict[str, Any]] = ml_model.schema.get("fields", []) if ml_model else []
    return JsonResponse(
        {each["name"]: each["choices"] for each in fields if each["kind"] == "choice"}
    )


def find_model(name: str) -> Found:
    """Return what `name`, a key and an id, stands for. Raises `Refused`."""
    key, version = name[:KEY_LENGTH], name[KEY_LENGTH + 1 :]
    try:
        project = find_key(key, Scope.CLASSIFY).project
    except UnknownKey:
        behind = local.find_local(key, Scope.CLASSIFY)
        there = LocalModel.objects.of_key(behind.key.digest)
        return Found(key, behind.talk, pick(there, version))
    ml_models = MLModel.objects.of(project).select_related("project")
    return Found(key, TALKS[project.kind_code], pick(ml_models, version))


def pick(trainings: TrainingQuerySet[T], version: str) -> T | None:
    """Return the training with that id, or None if none is asked for."""
    try:
        return trainings.get(pk=UUID(hex=version)) if version else None
    except ValueError:
        raise NotFound("Model not found") from None


def answer_file(found: Found, file_name: str, content_type: str) -> HttpResponse:
    content = read(found.ml_model, file_name)
    return HttpResponse(content, content_type=content_type, headers=headers_of(found))


def read(ml_model: Training | None, file_name: str) -> bytes:
    if ml_model is None or file_name not in ml_model.file_names:
        raise NotFound("Model not found")
    try:
        return artefacts.read(ml_model.files_prefix, file_name)
    except artefacts.ArtefactIsGone:
        raise NotFound("Model not found") from None


def headers_of(found: Found) -> dict[str, str]:
    """Return how long files may be kept: they never change, but some have to go."""
    if isinstance(found.ml_model, LocalModel):
        return {"Cache-Control": "no-store"}
    return {"Cache-Control": "private, max-age=31536000, immutable"}
