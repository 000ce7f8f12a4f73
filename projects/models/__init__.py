"""What students are teaching the computer: projects, labels, fields, examples, keys."""

from .discarded import DiscardedFiles
from .example import TrainingExample
from .key import ProjectKey, Scope
from .label import Field, FieldKind, Label
from .project import Project, Removal

__all__ = [
    "DiscardedFiles",
    "Field",
    "FieldKind",
    "Label",
    "Project",
    "ProjectKey",
    "Removal",
    "Scope",
    "TrainingExample",
]
