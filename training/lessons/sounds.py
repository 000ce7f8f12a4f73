"""Sounds: a base network listens, and browsers learn one layer on top of it."""

from typing import Any

from django.urls import reverse

from projects.kinds.sounds import RECORDING
from projects.models import Project, TrainingExample
from projects.uploads import is_stored

from ..learning.sounds.bases import Base, current_base
from .heads import HeadLesson


class Sounds(HeadLesson):
    def base(self) -> Base:
        return current_base()

    def describe_example(self, project: Project, example_id: str) -> dict[str, Any]:
        of_example = [project.pk, example_id, RECORDING]
        return {"sound": reverse("projects:example-file", args=of_example)}

    def is_there(self, example: TrainingExample) -> bool:
        """Say if its file has not been lost, as on a disk that was put back."""
        return is_stored(example.files_prefix + RECORDING)
