"""What students are teaching the computer: projects, labels, fields, examples, keys."""

from .discarded import DiscardedFiles
from .example import CONTENT_FIELDS, TrainingExample
from .key import ProjectKey, Scope
from .label import Field, FieldKind, Label
from .project import Project, Removal

__all__ = [
    "CONTENT_FIELDS",
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
