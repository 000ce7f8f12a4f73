"""What students are teaching the computer: projects, labels, fields, examples, keys."""

from .discarded import DiscardedFiles
from .example import CONTENT_FIELDS, Moderation, TrainingExample
from .key import ProjectKey, Scope
from .label import Field, FieldKind, Label
from .project import Project, Removal
from .proposal import LabelProposal
from .standing import Standing

__all__ = [
    "CONTENT_FIELDS",
    "DiscardedFiles",
    "Field",
    "FieldKind",
    "Label",
    "LabelProposal",
    "Moderation",
    "Project",
    "ProjectKey",
    "Removal",
    "Scope",
    "Standing",
    "TrainingExample",
]
