"""The endpoints of /api/scratch/<key>/, as clients of the existing service ask."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse

from projects.kinds import Content
from projects.models import Scope

from .. import actions
from ..learning.artefacts import ArtefactIsGone
from ..models import LocalModel, MLModel
from ..readiness import NotReadyToTrain
from . import local, wire
from .keys import find_key, open_to_programs
from .kinds import TALKS, FilesOfKey
from .plans import Plan, find_plan
from .refusals import NotFound, Refused, UnknownKey
from .requests import read_body, site_of
from .rows import is_blank
from .storing import find_label
from .throttles import FILE, LIST, check_rate

FRESH_FOR = 10  # seconds that an answer to GET may be used again
LIST_FRESH_FOR = 120


@open_to_programs("GET")
def status(request: HttpRequest, key: str) -> HttpResponse:
    try:
        said = wire.status(find_key(key, Scope.CLASSIFY).project)
    except UnknownKey:
        said = local.status_of(local.find_local(key, Scope.CLASSIFY))
    return JsonResponse(said, headers={"Cache-Control": "no-store"})


@open_to_programs("GET", "POST")
def classify_data(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with all labels: what the model says of `data`, or a guess without one."""
    plan = find_plan(key)
    data, ml_model = read_data(request, plan), plan.ml_model
    if ml_model and is_known(request, ml_model):
        return HttpResponseNotModified()
    content = plan.talk.read_question(plan.parts.fields, data)
    return answer_list(request, say(plan, content))


def say(plan: Plan, content: Content) -> list[dict[str, Any]]:
    """Return what the model says; without one, what is said then."""
    if plan.ml_model is None:
        return plan.talk.guess(plan.parts)
    try:
        return plan.talk.answer(plan.ml_model, content, plan.parts)
    except ArtefactIsGone:
        return plan.talk.guess(plan.parts)


def is_known(request: HttpRequest, ml_model: MLModel | LocalModel) -> bool:
    """Say if the client has this model's answer already."""
    newest = wire.timestamp(ml_model.learnt_at)
    return request.headers.get("If-Modified-Since") == newest


def answer_list(request: HttpRequest, listed: list[dict[str, Any]]) -> HttpResponse:
    response = JsonResponse(listed, safe=False)
    if request.method == "GET":
        response["Cache-Control"] = f"max-age={FRESH_FOR}"
    return response


@open_to_programs("GET", "POST")
def train(request: HttpRequest, key: str) -> HttpResponse:
    """List all examples, or store one more: {"data": …, "label": "…"}.

    Kinds without labels take none.
    """
    if request.method == "GET":
        return list_examples(request, key)
    found = find_key(key, Scope.WRITE)
    body = read_body(request)
    project = found.project
    wanted = {"data", "label"} if project.kind.has_labels else {"data"}
    if not isinstance(body, dict) or not wanted <= body.keys():
        raise Refused("Missing data")
    if project.kind.file_names:
        check_rate(found.pk, FILE)
    talk, fields = TALKS[project.kind_code], list(project.live_fields())
    content = talk.read_example(fields, body["data"])
    has_labels = project.kind.has_labels
    label = find_label(project, body["label"]) if has_labels else None
    example = talk.store(project, label, content, found.member)
    item = talk.item(fields, example, FilesOfKey(site_of(request), key))
    return JsonResponse(
        {"id": str(example.pk), "projectid": str(project.pk), **item}
        | ({"label": example.label.name} if example.label else {})
    )


def list_examples(request: HttpRequest, key: str) -> JsonResponse:
    """Answer with all examples; `proxy` asks for files as they are learnt from."""
    project = find_key(key, Scope.CLASSIFY, use=LIST).project
    small = request.GET.get("proxy", "").lower() == "true"
    files = FilesOfKey(site_of(request), key, small)
    listed = TALKS[project.kind_code].list_examples(project, files)
    headers = {"Cache-Control": f"max-age={LIST_FRESH_FOR}"}
    return JsonResponse(listed, safe=False, headers=headers)


@open_to_programs("POST")
def models(request: HttpRequest, key: str) -> HttpResponse:
    """Start training, and answer with the model that is on its way."""
    project = find_key(key, Scope.TRAIN).project
    talk = TALKS[project.kind_code]
    site = site_of(request)
    try:
        ml_model = actions.start_training(project)
    except NotReadyToTrain:
        return JsonResponse(talk.untrainable(key, site))
    ml_model = MLModel.objects.select_related("project").get(pk=ml_model.pk)
    return JsonResponse(talk.model(ml_model, key, site))


@open_to_programs("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer in JSON for every other address, such as that of another kind's call."""
    raise NotFound("Not found")


def read_data(request: HttpRequest, plan: Plan) -> object:
    """Return what is to be classified, as it came: by GET in the address."""
    if request.method == "GET":
        data = plan.talk.asked(request.GET)
    else:
        body = read_body(request)
        data = body.get("data") if isinstance(body, dict) else None
    if is_blank(data):
        raise Refused("Missing data")
    return data
