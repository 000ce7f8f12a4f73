"""The verbs of a project, shared by pages, the JSON API, Scratch and the demo."""

from .duplicates import AlreadyThere
from .examples import (
    Moved,
    NewExample,
    add_examples,
    change_example,
    delete_examples,
    move_examples,
)
from .imports import check_new_parts, import_examples
from .leaving import hand_to_owner
from .limits import CollectingIsClosed, NotYours, ShareIsUsed
from .moderation import Moderated, moderate_examples
from .parts import (
    NameTaken,
    add_field,
    add_label,
    change_field,
    change_label,
    delete_field,
    delete_label,
    order_fields,
    restore_part,
)
from .projects import (
    KindNotAllowed,
    check_kind_is_allowed,
    create_project,
    delete_project,
    discard_files,
    discard_waiting,
    rename_project,
)
from .proposals import (
    accept_proposal,
    decline_proposal,
    propose_label,
    withdraw_proposal,
)
from .rows import change_rows
from .sharing import (
    CannotBeShared,
    change_class_project,
    create_class_project,
    share_project,
    unshare_project,
)
from .typed import add_typed
from .uploads import add_upload, find_example

__all__ = [
    "AlreadyThere",
    "CannotBeShared",
    "CollectingIsClosed",
    "KindNotAllowed",
    "Moderated",
    "Moved",
    "NameTaken",
    "NewExample",
    "NotYours",
    "ShareIsUsed",
    "accept_proposal",
    "add_examples",
    "add_field",
    "add_label",
    "add_typed",
    "add_upload",
    "change_class_project",
    "change_example",
    "change_field",
    "change_label",
    "change_rows",
    "check_kind_is_allowed",
    "check_new_parts",
    "create_class_project",
    "create_project",
    "decline_proposal",
    "delete_examples",
    "delete_field",
    "delete_label",
    "delete_project",
    "discard_files",
    "discard_waiting",
    "find_example",
    "hand_to_owner",
    "import_examples",
    "moderate_examples",
    "move_examples",
    "order_fields",
    "propose_label",
    "rename_project",
    "restore_part",
    "share_project",
    "unshare_project",
    "withdraw_proposal",
]
