"""Who has added how many examples to a project, counted by label and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from classrooms.models import Student

from .models import Moderation, Project


@dataclass
class Contribution:
    """What one person has added, or several together."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    waiting: int = 0
    hidden: int = 0
    total: int = 0
    last_at: datetime | None = None

    def take(self, row: dict[str, Any]) -> None:
        """Add examples of one author under one label."""
        if row["label__number"] is not None:
            self.counts[str(row["label__number"])] += row["shown"]
        self.waiting += row["waiting"]
        self.hidden += row["hidden"]
        self.total += row["total"]
        self.last_at = max(filter(None, [self.last_at, row["last_at"]]))


def contributions_to(project: Project) -> dict[str, Any]:
    """Return what each student has added, and what all others have together.

    Who is in the class is listed, even with nothing; who has left it, with what they
    added. The others are teachers, and those whose names were erased.
    """
    by_author: dict[int | None, Contribution] = defaultdict(Contribution)
    for row in counted(project):
        by_author[row["author"]].take(row)
    students = [
        {**about(student, project), **vars(by_author.pop(student.user_id, nothing()))}
        for student in listed(project, by_author)
    ]
    others = nothing()
    for each in by_author.values():
        add(others, each)
    return {"students": students, "others": vars(others)}


def counted(project: Project) -> Iterable[Any]:
    """Return numbers of examples by author and label, in one query."""
    return project.examples.values("author", "label__number").annotate(
        shown=Count("pk", filter=Q(state=Moderation.SHOWN)),
        waiting=Count("pk", filter=Q(state=Moderation.WAITING)),
        hidden=Count("pk", filter=Q(state=Moderation.HIDDEN)),
        total=Count("pk"),
        last_at=Max("created_at"),
    )


def listed(project: Project, authors: Iterable[int | None]) -> list[Student]:
    """Return the students of the class, and others who have added something."""
    known = [each for each in authors if each is not None]
    wanted = Q(user__in=known)
    if project.classroom_id:
        wanted |= Q(classroom=project.classroom_id)
    students = Student.objects.filter(wanted).select_related("group")
    return list(students.order_by("folded_username", "pk"))


def about(student: Student, project: Project) -> dict[str, Any]:
    return {
        "id": str(student.pk),
        "username": student.username,
        "group": student.group.name if student.group else None,
        "is_member": student.classroom_id == project.classroom_id,
    }


def nothing() -> Contribution:
    return Contribution()


def add(whole: Contribution, part: Contribution) -> None:
    for number, count in part.counts.items():
        whole.counts[number] += count
    whole.waiting += part.waiting
    whole.hidden += part.hidden
    whole.total += part.total
    whole.last_at = max(filter(None, [whole.last_at, part.last_at]), default=None)
