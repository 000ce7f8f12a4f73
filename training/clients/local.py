"""Browser projects: trained from what is sent, and used by a key that says whose."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from classrooms.models import User
from classrooms.quotas import policy_for

from .. import actions
from ..models import LocalKey, LocalModel, Sent, read_local_key
from ..readiness import NotReadyToTrain
from . import wire
from .keys import open_to_programs
from .kinds import TALKS, Talk
from .refusals import Refused, UnknownKey
from .requests import read_body, site_of
from .throttles import SENT, check_rate


@dataclass(frozen=True)
class Local:
    """A browser's key, in use."""

    key: LocalKey
    user: User

    @property
    def talk(self) -> Talk:
        return TALKS[self.key.kind_code]

    def newest(self) -> LocalModel | None:
        return LocalModel.objects.of_key(self.key.digest).newest()

    def current(self) -> LocalModel | None:
        return LocalModel.objects.of_key(self.key.digest).current()


def find_local(spelled: str, use: str) -> Local:
    """Return what stands behind a browser's key, to be used so. Raises `Refused`."""
    key = read_local_key(spelled)
    if key is None:
        raise UnknownKey
    user = key.find_user()
    if user is None:
        raise UnknownKey
    check_rate(("browser", user.pk), use)
    return Local(key, user)


@open_to_programs("POST")
def train_local(request: HttpRequest, key: str) -> HttpResponse:
    """Train what is sent; nothing is kept of it, and what was learnt for an hour."""
    local = find_local(key, SENT)
    sent = read_sent(local, read_body(request))
    site = site_of(request)
    try:
        local_model = actions.start_local_training(local.user, local.key.digest, sent)
    except NotReadyToTrain:
        return answer(local.talk.untrainable(key, site))
    return answer(describe(local_model, local.talk, key, site))


def read_sent(local: Local, body: object) -> Sent:
    if not isinstance(body, dict):
        raise Refused("Invalid data")
    if body.get("type") != local.key.kind_code:
        raise Refused("This key is for another kind of project")
    return local.talk.read_sent(body, policy_for(local.user))


def describe(
    local_model: LocalModel, talk: Talk, key: str, site: str
) -> dict[str, Any]:
    """Return what is said of any training, and where a browser finds what it keeps."""
    described = talk.model(local_model, key, site)
    name = wire.saved_model_name(key, local_model)
    files = site + reverse("training:saved-file", args=[name, "x"]).removesuffix("x")
    status = site + reverse("training:saved-status", args=[name])
    return {
        "key": name,
        **described,
        "urls": {"status": status, **described.get("urls", {}), "files": files},
        "files": local_model.file_names,
        "schema": local_model.schema,
        "evaluation": local_model.evaluation,
        "stage": local_model.stage,
        "fraction": local_model.fraction,
        "until": wire.timestamp(local_model.kept_until),
    }


def status_of(local: Local) -> dict[str, Any]:
    state = wire.state_among(local.newest(), local.current())
    return wire.state(*state, local.key.kind_code)


def answer(described: dict[str, Any]) -> JsonResponse:
    return JsonResponse(described, headers={"Cache-Control": "no-store"})
