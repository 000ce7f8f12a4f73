"""Pictures: a base network looks at them, and browsers learn one layer on top of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from django.urls import reverse

from projects.kinds.images import FOR_LEARNING
from projects.models import Project, TrainingExample
from projects.uploads import is_stored

from ..learning.images.bases import current_base
from ..learning.images.writing import write_head
from .complaint import BadResult

NUMBER = np.dtype("<f4")  # float32, the first byte the lowest, as browsers have it


class Pictures:
    def describe_example(self, project: Project, example_id: str) -> dict[str, Any]:
        of_example = [project.pk, example_id, FOR_LEARNING]
        return {"picture": reverse("projects:example-file", args=of_example)}

    def is_there(self, example: TrainingExample) -> bool:
        """Say if its file has not been lost, as on a disk that was put back."""
        return is_stored(example.files_prefix + FOR_LEARNING)

    def weights_size(self, label_count: int) -> int:
        return (current_base().size + 1) * label_count

    def read_report(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """Return which base it was; another one sees other things than ours."""
        base, simplified = current_base(), report.get("simplified")
        if report.get("base") != base.id:
            raise BadResult("another base")
        if not isinstance(simplified, bool):
            raise BadResult("simplified or not")
        return {"base": base.id, "base_name": base.name, "simplified": simplified}

    def write(
        self,
        folder: Path,
        weights: bytes,
        label_count: int,
        trained: Mapping[str, Any],
    ) -> list[str]:
        """Write the layer: its kernel [features, labels] comes first, then its bias."""
        numbers = np.frombuffer(weights, NUMBER).astype(np.float32)
        kernel = numbers[:-label_count].reshape(-1, label_count)
        return write_head(
            folder,
            kernel,
            numbers[-label_count:],
            trained["base"],
            trained["base_name"],
            simplified=trained["simplified"],
        )
