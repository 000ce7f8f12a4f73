"""How a project is now, read once for everybody who has it open.

The same few queries, whether one page is open or thirty, one example has changed or a
hundred. What rarely changes is kept from one reading to the next.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from projects.models import LabelProposal, Moderation, Project
from projects.serializers import ExampleSerializer, FieldSerializer, LabelSerializer

Row = dict[str, Any]


@dataclass(frozen=True)
class Parts:
    """All of a project but its examples."""

    project: Project
    quota: int
    labels: dict[int, Row]  # by primary key, in order, without what is counted
    fields: list[Row]
    proposals: list[LabelProposal]

    @property
    def settings(self) -> Row:
        return {
            "name": self.project.name,
            "is_shared": self.project.classroom_id is not None,
            "is_collecting": self.project.is_collecting,
            "needs_approval": self.project.needs_approval,
            "student_quota": self.project.student_quota,
        }


@dataclass
class Counts:
    """How many examples there are, by label, by state, and by who added them."""

    shown: dict[int | None, int] = field(default_factory=dict)
    waiting: dict[int | None, int] = field(default_factory=dict)
    by_state: dict[str, int] = field(default_factory=dict)
    by_author: dict[int | None, int] = field(default_factory=dict)
    total: int = 0
    changed_at: datetime | None = None  # The newest of them.

    def add(self, label: int | None, state: str, author: int | None, n: int) -> None:
        self.total += n
        count(self.by_state, state, n)
        count(self.by_author, author, n)
        if state == Moderation.SHOWN:
            count(self.shown, label, n)
        elif state == Moderation.WAITING:
            count(self.waiting, label, n)


@dataclass(frozen=True)
class Changed:
    """An example that is not as it was, and who may see it."""

    id: str
    changed_at: datetime
    is_shown: bool
    author_id: int | None
    row: Row


@dataclass(frozen=True)
class State:
    """How a project is, and which of the examples asked for are still there."""

    parts: Parts
    counts: Counts
    asked: Collection[UUID] = ()
    changed: list[Changed] = field(default_factory=list)

    @property
    def project(self) -> Project:
        return self.parts.project

    @property
    def stamp(self) -> tuple[object, ...]:
        """What differs if an example has changed, come, or gone."""
        return (self.counts.total, self.counts.changed_at)


def read_parts(project_id: UUID) -> Parts | None:
    """Read all but the examples; None if the project has been deleted."""
    project = Project.objects.with_policy().filter(pk=project_id).first()
    if project is None:
        return None
    labels = list(project.live_labels())
    rows = LabelSerializer(labels, many=True).data
    return Parts(
        project,
        project.example_quota,
        {each.pk: row for each, row in zip(labels, rows, strict=True)},
        list(FieldSerializer(project.live_fields(), many=True).data),
        list(project.proposals.select_related("author__student").order_by("pk")),
    )


def read_state(parts: Parts, asked: Collection[UUID] = ()) -> State:
    """Read how many examples there are now, and those of `asked` as they are."""
    return State(
        parts,
        read_counts(parts.project),
        asked,
        read_examples(parts.project, asked) if asked else [],
    )


def read_counts(project: Project) -> Counts:
    """Count everything in one query."""
    counts = Counts()
    groups = project.examples.order_by().values_list("label", "state", "author")
    for label, state, author, number, changed_at in groups.annotate(
        Count("pk"), Max("changed_at")
    ):
        counts.add(label, state, author, number)
        counts.changed_at = max(counts.changed_at or changed_at, changed_at)
    return counts


def read_examples(project: Project, asked: Collection[UUID]) -> list[Changed]:
    """Read those that are still there, the oldest change first."""
    found = project.examples.filter(pk__in=asked)
    listed = found.select_related("label", "author__student")
    examples = list(listed.order_by("changed_at", "created_at", "pk"))
    for example in examples:
        example.project = project  # Is known, and need not be read again.
    rows = ExampleSerializer(examples, many=True).data
    return [
        Changed(
            row["id"],
            each.changed_at,
            each.state == Moderation.SHOWN,
            each.author_id,
            row,
        )
        for each, row in zip(examples, rows, strict=True)
    ]


def changed_since(project: Project, moment: datetime, most: int) -> dict[str, datetime]:
    """Return which examples have changed since then, and when: the newest of them."""
    changed = project.examples.filter(changed_at__gte=moment).order_by("-changed_at")
    listed = changed.values_list("pk", "changed_at")[:most]
    return {str(pk): changed_at for pk, changed_at in listed}


def describe_labels(state: State, with_waiting: bool) -> list[Row]:
    """Return the live labels with how many everybody sees, and how many wait."""
    counts = state.counts
    return [
        {
            **row,
            "example_count": counts.shown.get(pk, 0),
            **({"waiting_count": counts.waiting.get(pk, 0)} if with_waiting else {}),
        }
        for pk, row in state.parts.labels.items()
    ]


def count(counts: dict[Any, int], key: object, more: int) -> None:
    counts[key] = counts.get(key, 0) + more
