"""What differs between the kinds that browsers learn: a file and a line for each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ..learning.examples import Examples
from ..models import MLModel
from .images import Pictures
from .regression import RowsLesson
from .sounds import Sounds


class BrowserKind(Protocol):
    def plan(self, examples: Examples) -> dict[str, Any]:
        """Return what the row of a training keeps of its lesson, until a result."""
        ...

    def describe(self, ml_model: MLModel) -> dict[str, Any]:
        """Return what a browser is given to learn, but for the id of the training."""
        ...

    def read_report(
        self, ml_model: MLModel, report: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return what the report says that only this kind knows of.

        Raises `BadResult` if the browser has learnt something else than is wanted.
        """
        ...

    def weights_size(self, ml_model: MLModel, trained: Mapping[str, Any]) -> int:
        """Return how many numbers make up what a browser has learnt.

        `trained` is what `read_report` returned, here and in `write`.
        """
        ...

    def measure(self, ml_model: MLModel, report: Mapping[str, Any]) -> dict[str, Any]:
        """Return the evaluation's figures, of what was answered to held-back examples.

        Raises `BadResult`.
        """
        ...

    def write(
        self,
        folder: Path,
        ml_model: MLModel,
        weights: bytes,
        trained: Mapping[str, Any],
    ) -> list[str]:
        """Write the files of the model, and return their names."""
        ...


BROWSER_KINDS: dict[str, BrowserKind] = {
    "images": Pictures(),
    "sounds": Sounds(),
    "regression": RowsLesson(),
}
