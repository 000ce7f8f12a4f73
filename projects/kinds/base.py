"""What a kind of project has to say of itself. Knows no database."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from classrooms.models import Policy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = float | str | None
Values = dict[str, Value]


class BadExample(Exception):
    """An example does not fit its project; the message says what to change."""


class FieldLike(Protocol):
    """What a kind needs to know of a field."""

    number: int
    name: str
    kind: str
    choices: list[str]


class Kind(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def title(self) -> "StrOrPromise": ...

    @property
    def scratch_type(self) -> str:
        """How the wire format of the Scratch endpoints calls this kind."""
        ...

    @property
    def has_fields(self) -> bool:
        """Whether examples are rows of fields, which have to be made first."""
        ...

    @property
    def quota_names(self) -> Sequence[str]:
        """Columns of a policy that matter only where this kind is offered."""
        ...

    def example_quota(self, policy: Policy) -> int:
        """Return how many examples a project of this kind may have."""
        ...

    def clean_values(
        self, fields: Sequence[FieldLike], values: Mapping[str, object]
    ) -> Values:
        """Return `values` as they are stored, or raise `BadExample`."""
        ...
