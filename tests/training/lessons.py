"""What the tests of learning in browsers have in common: a class, and a browser."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, SimpleTestCase
from django.urls import reverse

from classrooms.models import User
from projects.kinds.images import FOR_LEARNING
from projects.models import Project, TrainingExample
from tests.school import make_labels


@dataclass(frozen=True)
class SmallBase:
    """Stands for a base network: nothing here looks at pictures."""

    id: str = "0123456789abcdef"
    name: str = "small"
    size: int = 4


def give_base(test: SimpleTestCase, base: SmallBase | None = None) -> SmallBase:
    base = base or SmallBase()
    test.enterContext(patch("training.lessons.images.current_base", return_value=base))
    return base


def make_pictures(owner: User, **examples: int) -> Project:
    """Make a project with, say, `cat=5, dog=5` pictures, which nobody can look at."""
    project = Project.objects.create(owner=owner, name="Pets", kind_code="images")
    make_labels(project, examples)
    labels = {label.name: label for label in project.labels.all()}
    TrainingExample.objects.bulk_create(
        TrainingExample(
            project=project,
            label=labels[name],
            author=owner,
            file=uuid4().hex,
            fingerprint=uuid4().hex,
            stored_bytes=1000,
        )
        for name, count in examples.items()
        for _ in range(count)
    )
    for example in project.examples.all():
        default_storage.save(example.files_prefix + FOR_LEARNING, ContentFile(b"x"))
    return project


class Browser:
    """Does what a page does while it learns; what it has learnt is made up."""

    def __init__(self, client: Client, project: Project) -> None:
        self.client = client
        self.project = project
        self.lesson: dict[str, Any] = {}

    def start(self, **body: Any) -> Any:
        url = reverse("training:model", args=[self.project.pk])
        response = self.client.post(url, body, "application/json")
        if response.status_code == 201:
            self.lesson = response.json()["lesson"]
        return response

    def tell(self, stage: str = "learning", fraction: float = 0.5) -> Any:
        url = self.address("training:lesson-progress")
        body = {"stage": stage, "fraction": fraction}
        return self.client.post(url, body, "application/json")

    def cancel(self, **body: Any) -> Any:
        url = reverse("training:cancel", args=[self.project.pk])
        return self.client.post(url, body, "application/json")

    def bring(
        self, report: Any = None, weights: bytes | None = None, **changes: Any
    ) -> Any:
        """Send a good result, or one with `changes` to its report."""
        told = {**self.report(), **changes} if report is None else report
        text = told if isinstance(told, str) else json.dumps(told)
        content = self.weights() if weights is None else weights
        file = SimpleUploadedFile("weights", content, "application/octet-stream")
        url = self.address("training:lesson-result")
        return self.client.post(url, {"weights": file, "report": text})

    def address(self, name: str) -> str:
        return reverse(name, args=[self.project.pk, self.lesson["id"]])

    def report(self) -> dict[str, Any]:
        return {
            "base": SmallBase.id,
            "simplified": False,
            "measured": [[each["id"], self.right(each)] for each in self.to_measure()],
            "trained": {
                "backend": "wasm",
                "seconds": {"looking": 1.5, "learning": 0.1},
                "epochs": 20,
                "loss": [[0.7, 0.8], [0.1, None]],
            },
        }

    def to_measure(self) -> list[dict[str, Any]]:
        if self.lesson["method"] == "leave-one-out":
            return self.lesson["examples"]
        return [each for each in self.lesson["examples"] if each["held_back"]]

    def right(self, example: dict[str, Any]) -> list[float]:
        return self.confident(example["label"])

    def confident(self, place: int) -> list[float]:
        """Return confidences of which that of the label at `place` is the largest."""
        others = len(self.lesson["labels"]) - 1
        return [0.9 if i == place else 0.1 / others for i in range(others + 1)]

    def weights(self, value: float = 0.5) -> bytes:
        count = (SmallBase.size + 1) * len(self.lesson["labels"])
        return np.full(count, value, "<f4").tobytes()


def places(examples: Sequence[dict[str, Any]]) -> dict[str, int]:
    return {each["id"]: each["label"] for each in examples}
