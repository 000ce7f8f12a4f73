"""Numbers: rows come by place or by name, and a model is a folder of files."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from classrooms.models import Policy
from projects.kinds import KINDS, Content
from projects.models import Field, Project

from ...models import Sent, Training
from .. import wire
from ..refusals import NoSuchMethod
from ..rows import read_row
from ..sent import first_of, read_sent


class NumbersTalk:
    def asked(self, query: QueryDict) -> object:
        return query.getlist("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS["numbers"], fields, data)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        return read_sent(KINDS["numbers"], body, policy, self.read_sent_example)

    def read_sent_example(
        self, fields: Sequence[Field], example: Mapping[str, object]
    ) -> Content:
        return self.read_example(fields, first_of(example, "numberdata", "data"))

    def item(self, fields: Sequence[Field], content: Content) -> dict[str, Any]:
        return {"numberdata": KINDS["numbers"].cells(fields, content)}

    def list_examples(self, project: Project) -> list[dict[str, Any]]:
        raise NoSuchMethod

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.numbers_model(training, key, site)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.untrainable(key, site)
