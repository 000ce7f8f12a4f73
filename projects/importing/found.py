"""What was found in a table: good examples, new parts, and what is wrong with lines."""

from dataclasses import dataclass, field

from ..kinds import Content
from ..models import Field

SAMPLE_SIZE = 5  # lines shown in a preview


@dataclass(frozen=True)
class Row:
    """A good line of a table."""

    label_name: str  # "" of kinds without labels
    content: Content


@dataclass(frozen=True)
class Problem:
    """What is wrong with a bad one."""

    line: int
    sentence: str


@dataclass
class Import:
    """What a table would add to a project."""

    columns: list[str]
    label_names: dict[str, str]  # by folded name; those of the project and new ones
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)
    new_labels: list[str] = field(default_factory=list)
    new_fields: list[Field] = field(default_factory=list)
    duplicates: int = 0  # lines left out: the label holds the same already
