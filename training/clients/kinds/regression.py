"""Regression: rows come by place or by name, and numbers are predicted by name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from classrooms.models import Policy, User
from classrooms.names import fold
from projects.kinds import KINDS, Content
from projects.models import Field, Label, Project, TrainingExample

from ...models import LocalModel, MLModel, Sent, Training
from ...predicting import predict
from .. import wire
from ..refusals import NoSuchMethod, NotTrained, Refused
from ..rows import read_row
from ..storing import store
from .base import FilesOfKey, Parts

TYPE = "regression"


class RegressionTalk:
    def asked(self, query: QueryDict) -> object:
        return query.getlist("data")

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        """Return what is known; what is to be predicted may come along, by name."""
        known = [field for field in fields if not field.is_predicted]
        predicted = {fold(field.name) for field in fields if field.is_predicted}
        if isinstance(data, dict):
            data = {name: data[name] for name in data if fold(name) not in predicted}
        return read_row(KINDS[TYPE], known, data)

    def answer(
        self, ml_model: MLModel | LocalModel, content: Content, parts: Parts
    ) -> list[dict[str, Any]]:
        """Return one object: what is predicted, by the names of the columns now."""
        names = {field.number: field.name for field in parts.fields}
        predicted = predict(ml_model, content)
        # A column that is gone keeps the name it had.
        return [
            {
                str(names.get(field["number"], field["name"])): value
                for field, value in predicted
            }
        ]

    def guess(self, parts: Parts) -> list[dict[str, Any]]:
        raise NotTrained  # Any number that is made up would be taken for an answer.

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        return read_row(KINDS[TYPE], fields, data)

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        return store(project, None, content, author)

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        raise Refused("Predicting is learnt by the browser, not by this server")

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        return {"numberdata": KINDS[TYPE].cells(fields, example.content)}

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        raise NoSuchMethod

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.state_of(training), TYPE)

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        return wire.state(*wire.FAILED, TYPE)
