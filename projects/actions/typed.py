"""Examples that are typed, as sentences and rows are, and the quickest way in."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction

from classrooms.models import User

from ..kinds import BadExample, Content
from ..models import Field, Project, TrainingExample
from .examples import NewExample, check_may_come_again, take_in_held
from .facts import hold_and_ask
from .uploads import find_example


def add_typed(
    project: Project,
    number: int | None,
    given: Mapping[str, object],
    author: User,
    id: UUID | None = None,
) -> tuple[TrainingExample, bool]:
    """Store what is `given` under the label of that number; say if it is new.

    One that is there already, by id, is left as it is. Raises `BadExample`, and what
    `take_in` raises.
    """
    try:
        content = project.kind.clean(fields_of(project), given)
    except BadExample:
        # It may have come before, and been right then.
        known = find_example(project, id, author) if id else None
        if known is None:
            raise
        return known, False
    return add_cleaned(project, number, content, author, id or uuid4())


@transaction.atomic
def add_cleaned(
    project: Project, number: int | None, content: Content, author: User, id: UUID
) -> tuple[TrainingExample, bool]:
    fingerprint = project.kind.fingerprint(content)
    prints = [fingerprint] if fingerprint else []
    facts = hold_and_ask(project, author, [id], prints)
    if id in facts.stored:
        check_may_come_again(facts.stored[id], project, author)
        stored = project.examples.select_related("label", "author__student")
        return stored.get(pk=id), False
    label = facts.label(number) if number is not None else None
    new = NewExample(label, content, id)
    (example,) = take_in_held(project, [new], author, facts)
    return example, True


def fields_of(project: Project) -> list[Field]:
    return list(project.live_fields()) if project.kind.has_fields else []
