"""Numbers: rows come by place or by name, and a model is a folder of files."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from projects.kinds import KINDS, Content
from projects.models import Field, Project

from ...models import MLModel
from .. import wire
from ..refusals import NoSuchMethod
from ..rows import read_row


class NumbersTalk:
    def asked(self, query: QueryDict) -> object:
        return query.getlist("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def item(self, fields: Sequence[Field], content: Content) -> dict[str, Any]:
        return {"numberdata": KINDS["numbers"].cells(fields, content)}

    def list_examples(self, project: Project) -> list[dict[str, Any]]:
        raise NoSuchMethod

    def model(self, ml_model: MLModel, key: str, site: str) -> dict[str, Any]:
        return wire.numbers_model(ml_model, key, site)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.untrainable(key, site)
