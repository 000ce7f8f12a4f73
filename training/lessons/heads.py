"""Heads: browsers learn one layer on the features of examples, of one base."""

from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..learning.heads.writing import BaseOfHead, write_head
from ..models import MLModel
from .classification import Classification
from .complaint import BadResult
from .reading import NUMBER


class Base(BaseOfHead, Protocol):
    @property
    def size(self) -> int:
        """How many features it gives an example."""
        ...


class HeadLesson(Classification):
    """What the kinds have in common whose models are heads."""

    @abstractmethod
    def base(self) -> Base:
        """Return what turns examples into features now."""

    def weights_size(self, ml_model: MLModel, trained: Mapping[str, Any]) -> int:
        return (self.base().size + 1) * len(ml_model.schema["labels"])

    def read_report(
        self, ml_model: MLModel, report: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return which base it was; another one sees other things than ours."""
        base, simplified = self.base(), report.get("simplified")
        if report.get("base") != base.id:
            raise BadResult("another base")
        if not isinstance(simplified, bool):
            raise BadResult("simplified or not")
        return {"base": base.id, "base_name": base.name, "simplified": simplified}

    def write(
        self,
        folder: Path,
        ml_model: MLModel,
        weights: bytes,
        trained: Mapping[str, Any],
    ) -> list[str]:
        """Write the layer: its kernel [features, labels] comes first, then its bias."""
        label_count = len(ml_model.schema["labels"])
        numbers = np.frombuffer(weights, NUMBER).astype(np.float32)
        kernel = numbers[:-label_count].reshape(-1, label_count)
        bias = numbers[-label_count:]
        simplified = trained["simplified"]
        return write_head(folder, kernel, bias, self.base(), simplified=simplified)
