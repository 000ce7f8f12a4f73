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
    FieldOrderView,
    FieldView,
    LabelListView,
    LabelView,
    RestoreFieldView,
    RestoreLabelView,
)
from .projects import ProjectView
from .tables import ChangeExamplesView, TableFileView, TableView

__all__ = [
    "ChangeExamplesView",
    "DeleteExamplesView",
    "ExampleFileView",
    "ExampleListView",
    "ExampleView",
    "FieldListView",
    "FieldOrderView",
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
    "TableFileView",
    "TableView",
]
