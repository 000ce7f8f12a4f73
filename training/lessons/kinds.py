"""What differs between the kinds that browsers learn: a file and a line for each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from projects.models import Project, TrainingExample

from .images import Pictures


class BrowserKind(Protocol):
    def describe_example(self, project: Project, example_id: str) -> dict[str, Any]:
        """Return where a browser finds what the example holds."""
        ...

    def is_there(self, example: TrainingExample) -> bool:
        """Say if a browser can get what the example holds."""
        ...

    def weights_size(self, label_count: int) -> int:
        """Return how many numbers make up what a browser has learnt."""
        ...

    def read_report(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the report says that only this kind knows of.

        Raises `BadResult` if the browser has learnt something else than is wanted.
        """
        ...

    def write(
        self,
        folder: Path,
        weights: bytes,
        label_count: int,
        trained: Mapping[str, Any],
    ) -> list[str]:
        """Write the files of the model, and return their names."""
        ...


BROWSER_KINDS: dict[str, BrowserKind] = {"images": Pictures()}
