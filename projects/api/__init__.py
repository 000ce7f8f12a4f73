"""The JSON API of a project: the project itself, its parts, its examples, its key."""

from .examples import (
    DeleteExamplesView,
    ExampleListView,
    ExampleView,
    ImportExamplesView,
    MoveExamplesView,
    RestoreExamplesView,
)
from .files import ExampleFileView
from .keys import ProjectKeyView
from .parts import (
    FieldListView,
    FieldView,
    LabelListView,
    LabelView,
    RestoreFieldView,
    RestoreLabelView,
)
from .projects import ProjectView

__all__ = [
    "DeleteExamplesView",
    "ExampleFileView",
    "ExampleListView",
    "ExampleView",
    "FieldListView",
    "FieldView",
    "ImportExamplesView",
    "LabelListView",
    "LabelView",
    "MoveExamplesView",
    "ProjectKeyView",
    "ProjectView",
    "RestoreExamplesView",
    "RestoreFieldView",
    "RestoreLabelView",
]
