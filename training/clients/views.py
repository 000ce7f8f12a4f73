"""The endpoints of /api/scratch/<key>/, as clients of the existing service ask."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse

from classrooms.names import fold
from projects import actions as project_actions
from projects.kinds import BadExample, Value
from projects.kinds.numbers import NumberIsTooBig, NumberIsTooSmall
from projects.models import Field, Label, Project, Scope

from .. import actions
from ..classifying import classify, row_of
from ..learning.artefacts import ArtefactIsGone
from ..models import MLModel
from ..readiness import NotReadyToTrain
from . import wire
from .keys import Refused, find_key, open_to_programs

FRESH_FOR = 10  # seconds that an answer to GET may be used again


@open_to_programs("GET")
def status(request: HttpRequest, key: str) -> HttpResponse:
    project = find_key(key, Scope.CLASSIFY).project
    return JsonResponse(wire.status(project), headers={"Cache-Control": "no-store"})


@open_to_programs("GET", "POST")
def classify_data(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with all labels: what the model says of `data`, or a guess without one."""
    project = find_key(key, Scope.CLASSIFY).project
    data = read_data(request)
    ml_model = MLModel.objects.of(project).current()
    if ml_model is None:
        values = clean(project, values_of(project, data))
        return answer_without_model(request, project)
    ml_model.project = project
    newest = wire.timestamp(ml_model.learnt_at)
    if request.headers.get("If-Modified-Since") == newest:
        return HttpResponseNotModified()
    values = clean(project, values_of(project, data))
    try:
        answers = classify(ml_model, row_of(ml_model.schema, values))
    except ArtefactIsGone:
        return answer_without_model(request, project)
    listed = wire.classifications(answers, ml_model.learnt_at)
    return answer_list(request, listed)


def answer_without_model(request: HttpRequest, project: Project) -> HttpResponse:
    names = [label.name for label in project.live_labels()]
    return answer_list(request, wire.random_classifications(names))


def answer_list(request: HttpRequest, listed: list[dict[str, Any]]) -> HttpResponse:
    response = JsonResponse(listed, safe=False)
    if request.method == "GET":
        response["Cache-Control"] = f"max-age={FRESH_FOR}"
    return response


@open_to_programs("GET", "POST")
def train(request: HttpRequest, key: str) -> HttpResponse:
    """Store one more example: {"data": [...], "label": "..."}."""
    if request.method == "GET":
        find_key(key, Scope.CLASSIFY)
        raise Refused("Method not allowed", 405)
    found = find_key(key, Scope.WRITE)
    project, body = found.project, read_json(request)
    if not isinstance(body, dict) or "data" not in body or "label" not in body:
        raise Refused("Missing data")
    values = clean(project, values_of(project, body["data"]))
    new = project_actions.NewExample(find_label(project, body["label"]), values)
    (example,) = project_actions.add_examples(project, [new], author=found.member)
    fields = project.live_fields()
    return JsonResponse(
        {
            "id": str(example.pk),
            "projectid": str(project.pk),
            "numberdata": [example.values.get(str(field.number)) for field in fields],
            "label": example.label.name,
        }
    )


@open_to_programs("POST")
def models(request: HttpRequest, key: str) -> HttpResponse:
    """Start training, and answer with the model that is on its way."""
    project = find_key(key, Scope.TRAIN).project
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        ml_model = actions.start_training(project)
    except NotReadyToTrain:
        return JsonResponse(wire.untrainable(key, site))
    ml_model = MLModel.objects.select_related("project").get(pk=ml_model.pk)
    return JsonResponse(wire.numbers_model(ml_model, key, site))


def read_data(request: HttpRequest) -> Any:
    """Return what is to be classified: a list of texts by GET, any JSON by POST."""
    if request.method == "GET":
        data: Any = request.GET.getlist("data")
    else:
        body = read_json(request)
        data = body.get("data") if isinstance(body, dict) else None
    if data in (None, "", [], {}):
        raise Refused("Missing data")
    return data


def read_json(request: HttpRequest) -> Any:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Refused("Invalid data") from None


def values_of(project: Project, data: Any) -> dict[str, object]:
    """Return `data`, a list in the order of the fields or an object by their names."""
    fields = list(project.live_fields())
    if isinstance(data, dict):
        return values_by_name(fields, data)
    if not isinstance(data, list):
        raise Refused("Invalid data")
    if len(data) < len(fields):
        raise Refused("Missing data")
    if len(data) > len(fields):
        raise Refused("Invalid data")
    return {str(field.number): data[place] for place, field in enumerate(fields)}


def values_by_name(fields: list[Field], data: dict[str, object]) -> dict[str, object]:
    numbers = {field.folded_name: str(field.number) for field in fields}
    values = {}
    for name, value in data.items():
        if fold(name) not in numbers:
            raise Refused("Invalid data")
        values[numbers[fold(name)]] = value
    return values


def clean(project: Project, values: dict[str, object]) -> dict[str, Value]:
    """Return `values` as they are stored, or refuse in the words clients know."""
    try:
        return project.kind.clean_values(list(project.live_fields()), values)
    except NumberIsTooSmall:
        raise Refused("Number is too small") from None
    except NumberIsTooBig:
        raise Refused("Number is too big") from None
    except BadExample:
        raise Refused("Invalid data") from None


def find_label(project: Project, name: object) -> Label:
    folded = fold(name) if isinstance(name, str) else ""
    label = project.live_labels().filter(folded_name=folded).first()
    if label is None:
        raise Refused("Invalid label")
    return label
