"""Tables of examples, with the labels and columns that they need."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from classrooms.models import User
from classrooms.names import fold

from ..importing import Import
from ..kinds import BadExample, Content
from ..models import Label, Project
from .examples import NewExample, take_in
from .locks import lock
from .parts import add_field, add_label


@transaction.atomic
def import_examples(project: Project, found: Import, author: User) -> int:
    """Store the good rows of a table, and the columns and labels they need.

    Returns how many rows were stored. Raises `QuotaExceeded`, and
    `Label.DoesNotExist` for a label deleted meanwhile.
    """
    lock(project)
    check_new_parts(project, found, author)
    numbers = make_fields(project, found)
    labels = make_labels(project, found)
    if not all(fold(row.label_name) in labels for row in found.rows):
        raise Label.DoesNotExist  # Deleted or renamed since the table was read.
    new = [
        NewExample(labels[fold(row.label_name)], renumber(row.content, numbers))
        for row in found.rows
    ]
    return len(take_in(project, new, author, skip_duplicates=True))


def check_new_parts(project: Project, found: Import, author: User) -> None:
    """Raise `BadExample` if labels or columns are new that `author` may not add."""
    if project.standing_of(author).may_change:
        return
    if found.new_labels:
        raise BadExample(
            _("Only your teacher adds labels here. There is no “%(name)s”.")
            % {"name": found.new_labels[0]}
        )
    if found.new_fields:
        raise BadExample(_("Only your teacher adds columns here."))


def make_labels(project: Project, found: Import) -> dict[str, Label | None]:
    """Make the table's new labels; return all by name, None where there are none."""
    if not project.kind.has_labels:
        return {"": None}
    labels = {label.folded_name: label for label in project.live_labels()}
    for name in found.new_labels:
        if fold(name) not in labels:
            labels[fold(name)] = add_label(project, name)
    return {**labels}


def make_fields(project: Project, found: Import) -> dict[str, str]:
    """Make the table's columns; return their numbers by those they had in the table."""
    if found.new_fields and project.live_fields().exists():
        raise BadExample(_("This project has other columns now. Load the page again."))
    made = {
        str(each.number): add_field(
            project,
            each.name,
            each.kind,
            each.choices,
            is_predicted=each.is_predicted,
            unit=each.unit,
        )
        for each in found.new_fields
    }
    return {number: str(field.number) for number, field in made.items()}


def renumber(content: Content, numbers: Mapping[str, str]) -> Content:
    values = {numbers.get(each, each): value for each, value in content.values.items()}
    return replace(content, values=values)
