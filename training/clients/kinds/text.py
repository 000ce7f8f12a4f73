"""Text: a sentence is a string, and a model is something that is ready or not."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from classrooms.models import Policy, User
from projects.kinds import KINDS, Content
from projects.kinds.text import LONGEST_QUESTION, LONGEST_TEXT
from projects.models import Field, Label, Project, TrainingExample

from ...models import Sent, Training
from .. import wire
from ..refusals import Refused
from ..sent import first_of, read_sent
from ..sentences import read_sentence
from ..storing import store
from .base import FilesOfKey
from .labels import TellsLabels


class TextTalk(TellsLabels):
    def asked(self, query: QueryDict) -> object:
        if len(query.getlist("data")) > 1:
            raise Refused("Invalid data")
        return query.get("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        return read_sentence(data, LONGEST_QUESTION)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_sentence(data, LONGEST_TEXT)

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        return store(project, label, content, author)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        return read_sent(KINDS["text"], body, policy, self.read_sent_example)

    def read_sent_example(
        self, fields: Sequence[Field], example: Mapping[str, object]
    ) -> Content:
        text = first_of(example, "textdata", "text", "data")
        return self.read_example(fields, text)

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {"textdata": example.text}

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        rows = project.examples.shown().order_by("created_at", "pk")
        listed = rows.values_list("pk", "text", "label__name")
        return [
            {"id": str(pk), "textdata": text, "label": label}
            for pk, text, label in listed
        ]

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.state_of(training), "text")

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.FAILED, "text")
