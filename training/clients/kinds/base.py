"""What a kind has to say of how programs use its projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from classrooms.models import Policy, User
from projects.kinds import Content
from projects.models import Field, Label, Project, TrainingExample

from ...models import LocalModel, MLModel, Sent, Training


@dataclass(frozen=True)
class FilesOfKey:
    """Where who holds a key finds the files of examples, also without a log-in."""

    site: str  # without a slash at its end
    key: str
    small: bool = False  # as they are learnt from, not as they are kept

    def address_of(self, example_id: UUID) -> str:
        name = "scratch-small-image" if self.small else "scratch-image"
        return self.spell(name, example_id)

    def recording(self, example_id: UUID) -> str:
        return self.spell("scratch-sound", example_id)

    def spell(self, name: str, example_id: UUID) -> str:
        return self.site + reverse(f"training:{name}", args=[self.key, example_id])


@dataclass(frozen=True)
class Parts:
    """A project's fields and labels, as they are now."""

    fields: list[Field]
    labels: dict[int, str]  # name by number


class Talk(Protocol):
    def asked(self, query: QueryDict) -> object:
        """Return what an address asks to classify, as it would come in a body."""
        ...

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        """Return what is to be classified. Raises `Refused`."""
        ...

    def answer(
        self, ml_model: MLModel | LocalModel, content: Content, parts: Parts
    ) -> list[dict[str, Any]]:
        """Return what the model says. Raises `ArtefactIsGone`."""
        ...

    def guess(self, parts: Parts) -> list[dict[str, Any]]:
        """Return what is said where nothing has been learnt yet. Raises `Refused`."""
        ...

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        """Return an example that `store` takes. Raises `Refused`."""
        ...

    def store(
        self, project: Project, label: Label | None, content: Content, author: User
    ) -> TrainingExample:
        """Store an example, or return the one like it that the label holds already.

        The label is None of kinds that have none.
        """
        ...

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        """Return what a browser wants learnt. Raises `Refused` and `QuotaExceeded`."""
        ...

    def item(
        self, fields: Sequence[Field], example: TrainingExample, files: FilesOfKey
    ) -> dict[str, Any]:
        """Return the part of a stored example that other kinds do not have."""
        ...

    def list_examples(
        self, project: Project, files: FilesOfKey
    ) -> list[dict[str, Any]]:
        """Return all examples of a project. Raises `NoSuchMethod`."""
        ...

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        """Describe one training; `site` has no slash at its end."""
        ...

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        """Describe the training of a project with too few examples."""
        ...
