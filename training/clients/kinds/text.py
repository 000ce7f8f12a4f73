"""Text: a sentence is a string, and a model is something that is ready or not."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from projects.kinds import Content
from projects.kinds.text import LONGEST_QUESTION, LONGEST_TEXT
from projects.models import Field, Project

from ...models import MLModel
from .. import wire
from ..refusals import Refused
from ..sentences import read_sentence


class TextTalk:
    def asked(self, query: QueryDict) -> object:
        if len(query.getlist("data")) > 1:
            raise Refused("Invalid data")
        return query.get("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        return read_sentence(data, LONGEST_QUESTION)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_sentence(data, LONGEST_TEXT)

    def item(self, fields: Sequence[Field], content: Content) -> dict[str, Any]:
        return {"textdata": content.text}

    def list_examples(self, project: Project) -> list[dict[str, Any]]:
        rows = project.examples.order_by("created_at", "pk")
        listed = rows.values_list("pk", "text", "label__name")
        return [
            {"id": str(pk), "textdata": text, "label": label}
            for pk, text, label in listed
        ]

    def model(self, ml_model: MLModel, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.state_of(ml_model), "text")

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.FAILED, "text")
