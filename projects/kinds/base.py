"""What a kind of project has to say of itself. Knows no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from classrooms.models import Policy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = float | str | None
Values = dict[str, Value]
Cell = Value  # of a table


class BadExample(Exception):
    """An example does not fit its project; the message says what to change."""


@dataclass(frozen=True)
class StoredFile:
    """What a person gave as a file, checked and stored in a folder of its own."""

    name: str  # of the folder: 32 hexadecimal digits, drawn by chance
    digest: str  # what files share that hold the same, 32 hexadecimal digits
    size: int  # in bytes, of all files in the folder
    likeness: str = ""  # what pictures that look the same nearly share


@dataclass(frozen=True)
class Content:
    """What an example holds, cleaned: each kind uses the part of its own shape."""

    values: Values = field(default_factory=dict)  # by field number
    text: str = ""
    file: StoredFile | None = None


class FieldLike(Protocol):
    """What a kind needs to know of a field."""

    number: int
    name: str
    kind: str
    choices: list[str]
    is_predicted: bool


class Kind(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def title(self) -> "StrOrPromise": ...

    @property
    def about(self) -> "StrOrPromise":
        """What a child can do with this kind, in a sentence."""
        ...

    @property
    def scratch_type(self) -> str:
        """How the wire format of the Scratch endpoints calls this kind."""
        ...

    @property
    def has_labels(self) -> bool:
        """Whether an example belongs under a label; else it holds its own answer."""
        ...

    @property
    def background_label(self) -> "StrOrPromise":
        """The name of the label for what is there always; "" for kinds without one."""
        ...

    @property
    def has_fields(self) -> bool:
        """Whether examples are rows of fields, which have to be made first."""
        ...

    @property
    def file_names(self) -> Sequence[str]:
        """Names of the files that every example has; none where it is all in the row.

        The first is what people look at or listen to.
        """
        ...

    @property
    def folder_name(self) -> str:
        """What these files are together, as the name of a folder to take along."""
        ...

    @property
    def learns_in_browser(self) -> bool:
        """Whether Train on a page makes the visitor's own computer learn."""
        ...

    @property
    def on_twin(self) -> "StrOrPromise":
        """What is said when `%(label)s` holds the same example already."""
        ...

    @property
    def likeness_bits(self) -> int:
        """How many bits the likenesses of what looks alike differ in, at most."""
        ...

    @property
    def quota_names(self) -> Sequence[str]:
        """Columns of a policy that matter only where this kind is offered."""
        ...

    def example_quota(self, policy: Policy) -> int:
        """Return how many examples a project of this kind may have."""
        ...

    def clean(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        """Return an example as it is stored, or raise `BadExample`.

        `given` has what was sent under the name of the kind's shape.
        """
        ...

    def change(
        self, fields: Sequence[FieldLike], old: Content, given: Mapping[str, object]
    ) -> Content:
        """Return `old` with what is `given` in place of what it was, cleaned."""
        ...

    def fingerprint(self, content: Content) -> str:
        """Return what equal examples share; "" if a label may hold equal ones."""
        ...

    def likeness(self, fields: Sequence[FieldLike], content: Content) -> str:
        """Return what examples that look alike share, or nearly; "" if nothing can."""
        ...

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        """Return the names of the columns of a table of examples."""
        ...

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        """Return one example as a line of that table."""
        ...
