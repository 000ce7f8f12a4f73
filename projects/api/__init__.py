"""The JSON API of a project: the project itself, its parts, its examples, its key."""

from .contributions import ContributionsView
from .examples import (
    DeleteExamplesView,
    ExampleListView,
    ExampleView,
    ImportExamplesView,
    MoveExamplesView,
    RestoreExamplesView,
)
from .files import ExampleFileView
from .keys import MemberKeyListView, MemberKeyView, ProjectKeyView
from .moderation import ModerateExamplesView, ReviewView
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
from .proposals import (
    AcceptProposalView,
    DeclineProposalView,
    ProposalListView,
    ProposalView,
)
from .sharing import SharingView
from .tables import ChangeExamplesView, TableFileView, TableView

__all__ = [
    "AcceptProposalView",
    "ChangeExamplesView",
    "ContributionsView",
    "DeclineProposalView",
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
    "MemberKeyListView",
    "MemberKeyView",
    "ModerateExamplesView",
    "MoveExamplesView",
    "ProjectKeyView",
    "ProjectView",
    "ProposalListView",
    "ProposalView",
    "RestoreExamplesView",
    "RestoreFieldView",
    "RestoreLabelView",
    "ReviewView",
    "SharingView",
    "TableFileView",
    "TableView",
]
