"""What kinds have in common whose examples are files, which come in base64."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from classrooms.models import Policy, User
from projects import actions
from projects.kinds import Content
from projects.models import Field, Label, Project, TrainingExample
from projects.uploads import prepare

from ...models import Sent, Training
from .. import wire
from ..encoded import read_base64
from ..refusals import Refused
from .labels import TellsLabels


@dataclass(frozen=True)
class Upload(Content):
    """What somebody has sent to be stored, not looked at yet."""

    data: bytes = b""


class FilesTalk(TellsLabels):
    """The talk of one kind; `named` is what its examples are called."""

    type: str
    named: str

    def asked(self, query: QueryDict) -> object:
        return None  # No address is long enough for a file.

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return Upload(data=read_base64(data))

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        if label is None:
            raise Refused("Missing data")
        data = content.data if isinstance(content, Upload) else b""
        try:
            return actions.add_upload(project, label, data, author)
        except actions.AlreadyThere:
            digest = prepare(project.kind_code, data).digest
            twins = project.examples.select_related("label")
            return twins.get(label=label, fingerprint=digest)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        raise Refused(f"{self.named} are learnt by the browser, not by this server")

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.state_of(training), self.type)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.FAILED, self.type)
