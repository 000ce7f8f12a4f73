"""No label holds the same example twice, of kinds in which that means nothing new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from ..models import Label, Project, TrainingExample
from .facts import Facts

if TYPE_CHECKING:
    from .examples import NewExample


class AlreadyThere(Exception):
    """The label holds this example already; the message says so."""

    def __init__(self, project: Project, label: Label | None) -> None:
        name = label.name if label else ""
        super().__init__(project.kind.on_twin % {"label": name})


def without_duplicates(
    project: Project, fresh: Mapping[UUID, NewExample], facts: Facts, skip: bool
) -> dict[UUID, NewExample]:
    """Return `fresh` without what its labels hold already, and each but once.

    Raises `AlreadyThere` for the first such one, unless they are to be skipped.
    """
    held = set(facts.prints)
    kept = {}
    for id_, new in fresh.items():
        fingerprint = project.kind.fingerprint(new.content)
        pair = (new.label.pk if new.label else None, fingerprint)
        if fingerprint and pair in held:
            if not skip:
                raise AlreadyThere(project, new.label)
            continue
        held.add(pair)
        kept[id_] = new
    return kept


def check_is_alone(example: TrainingExample) -> None:
    """Raise `AlreadyThere` if the label of a changed example holds another like it."""
    twins = example.project.examples.filter(
        label=example.label, fingerprint=example.fingerprint
    )
    if example.fingerprint and twins.exclude(pk=example.pk).exists():
        raise AlreadyThere(example.project, example.label)


def held_already(chosen: QuerySet[TrainingExample], label: Label) -> set[UUID]:
    """Return the ids of those of `chosen` that cannot go to `label`.

    That holds the same already, or another of them comes before.
    """
    held = set(
        label.examples.exclude(fingerprint="").values_list("fingerprint", flat=True)
    )
    staying = set()
    listed = chosen.order_by("created_at", "pk").values_list("pk", "fingerprint")
    for pk, fingerprint in listed:
        if fingerprint and fingerprint in held:
            staying.add(pk)
        held.add(fingerprint)
    return staying
