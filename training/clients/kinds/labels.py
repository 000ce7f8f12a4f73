"""What all kinds answer alike that tell things apart by label."""

from typing import Any

from projects.kinds import Content

from ...classifying import classify
from ...models import LocalModel, MLModel
from .. import wire
from .base import Parts


class TellsLabels:
    def answer(
        self, ml_model: MLModel | LocalModel, content: Content, parts: Parts
    ) -> list[dict[str, Any]]:
        names = parts.labels  # A label that is gone keeps the name it had.
        named = [
            (str(names.get(label["number"], label["name"])), confidence)
            for label, confidence in classify(ml_model, content)
        ]
        return wire.classifications(named, ml_model.learnt_at)

    def guess(self, parts: Parts) -> list[dict[str, Any]]:
        return wire.random_classifications(list(parts.labels.values()))
