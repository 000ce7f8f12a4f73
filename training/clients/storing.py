"""Examples that programs send, on their way into a project."""

from django.db import transaction

from classrooms.models import User
from classrooms.names import fold
from projects import actions
from projects.kinds import Content
from projects.models import Label, Project, TrainingExample

from .refusals import Refused


def find_label(project: Project, name: object) -> Label:
    folded = fold(name) if isinstance(name, str) else ""
    for label in project.live_labels():
        if label.folded_name == folded:
            return label
    raise Refused("Invalid label")


@transaction.atomic
def store(
    project: Project, label: Label | None, content: Content, author: User
) -> TrainingExample:
    """Store an example, or return the one like it that the label holds already."""
    new = actions.NewExample(label, content)
    stored = actions.add_examples(project, [new], author=author, skip_duplicates=True)
    if stored:
        return stored[0]
    fingerprint = project.kind.fingerprint(content)
    twins = project.examples.select_related("label")
    return twins.get(label=label, fingerprint=fingerprint)
