"""What a kind has to say of how programs use its projects."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.http import QueryDict

from classrooms.models import Policy
from projects.kinds import Content
from projects.models import Field, Project

from ...models import Sent, Training


class Talk(Protocol):
    def asked(self, query: QueryDict) -> object:
        """Return what an address asks to classify, as it would come in a body."""
        ...

    def read_question(self, fields: Sequence[Field], data: object) -> Content:
        """Return what is to be classified. Raises `Refused`."""
        ...

    def read_example(self, fields: Sequence[Field], data: object) -> Content:
        """Return an example as it is stored. Raises `Refused`."""
        ...

    def read_sent(self, body: Mapping[str, object], policy: Policy) -> Sent:
        """Return what a browser wants learnt. Raises `Refused` and `QuotaExceeded`."""
        ...

    def item(self, fields: Sequence[Field], content: Content) -> dict[str, Any]:
        """Return the part of a stored example that other kinds do not have."""
        ...

    def list_examples(self, project: Project) -> list[dict[str, Any]]:
        """Return all examples of a project. Raises `NoSuchMethod`."""
        ...

    def model(self, training: Training, key: str, site: str) -> dict[str, Any]:
        """Describe one training; `site` has no slash at its end."""
        ...

    def untrainable(self, key: str, site: str) -> dict[str, Any]:
        """Describe the training of a project with too few examples."""
        ...
