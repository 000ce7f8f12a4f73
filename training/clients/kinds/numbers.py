"""Numbers: rows come by place or by name, and a model is a folder of files."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from classrooms.models import Policy, User
from projects.kinds import KINDS, Content
from projects.models import Field, Label, Project, TrainingExample

from ...models import Sent, Training
from .. import wire
from ..refusals import NoSuchMethod
from ..rows import read_row
from ..sent import first_of, read_sent
from ..storing import store
from .base import FilesOfKey
from .labels import TellsLabels


class NumbersTalk(TellsLabels):
    def asked(self, query: QueryDict) -> object:
        return query.getlist("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        return store(project, label, content, author)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        return read_sent(KINDS["numbers"], body, policy, self.read_sent_example)

    def read_sent_example(
        self, fields: Sequence[Field], example: Mapping[str, object]
    ) -> Content:
        return self.read_example(fields, first_of(example, "numberdata", "data"))

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {"numberdata": KINDS["numbers"].cells(fields, example.content)}

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        raise NoSuchMethod

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.numbers_model(training, key, site)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.untrainable(key, site)
