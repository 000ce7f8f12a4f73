"""What is true of a project for the moment, asked in one question.

All of a class who add at once wait for one another while the project is held: the ORM's
six questions cost the web process as much as everything else that adding takes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from classrooms.models import User

from ..models import Label, Project
from .locks import HOLD, note_decided

Print = tuple[int | None, str]  # a label, and what equal examples in it share

# Named here as the models name them: no part of this comes from outside.
QUESTION = """
SELECT
  EXISTS (
    SELECT FROM classrooms_student
    WHERE user_id = %(author)s AND classroom_id = held.classroom_id
  ),
  (SELECT count(*) FROM projects_trainingexample WHERE project_id = %(project)s),
  (
    SELECT count(*) FROM projects_trainingexample
    WHERE held.student_quota IS NOT NULL
      AND author_id = %(author)s AND project_id = %(project)s
  ),
  (
    SELECT json_agg(json_build_array(id, number, name)) FROM projects_label
    WHERE project_id = %(project)s AND deleted_at IS NULL
  ),
  (
    SELECT json_agg(json_build_array(id, project_id, author_id))
    FROM projects_trainingexample WHERE id = ANY(%(ids)s)
  ),
  (
    SELECT json_agg(json_build_array(label_id, fingerprint))
    FROM projects_trainingexample
    WHERE fingerprint = ANY(%(prints)s) AND fingerprint <> '' AND label_id IN (
      SELECT id FROM projects_label
      WHERE project_id = %(project)s AND deleted_at IS NULL
    )
  )
FROM projects_project AS held WHERE held.id = %(project)s
"""


@dataclass(frozen=True)
class Stored:
    """Whose an example is that is there already."""

    project_id: UUID
    author_id: int | None


@dataclass(frozen=True)
class Facts:
    """How things stand in one project, for one person who adds to it."""

    is_member: bool  # of the class that fills it
    used: int  # examples of everybody
    added: int  # by this person; counted only where each has a share
    labels: dict[int, Label]  # that are there, by their ids
    stored: dict[UUID, Stored]  # of the examples that were asked for
    prints: frozenset[Print]  # that are taken, of those that were asked for

    def label(self, number: int) -> Label:
        """Return a label that is there. Raises `Label.DoesNotExist`."""
        for label in self.labels.values():
            if label.number == number:
                return label
        raise Label.DoesNotExist


def ask(
    project: Project,
    author: User,
    ids: Collection[UUID] = (),
    prints: Collection[str] = (),
) -> Facts:
    """Return how things stand for now. Raises `Project.DoesNotExist`."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, asked_of(project, author, ids, prints))
        return read_facts(project, cursor.fetchone())


def hold_and_ask(
    project: Project,
    author: User,
    ids: Collection[UUID] = (),
    prints: Collection[str] = (),
) -> Facts:
    """Hold `project` as `lock` does; return how things stand until the commit.

    Both go to PostgreSQL together: each way there and back costs more than the answer.
    It looks for what is true only once it holds the row, as the second statement sees
    all that others have committed while the first one waited.
    """
    with connection.cursor() as cursor:
        asked = asked_of(project, author, ids, prints)
        cursor.execute(f"{HOLD}; {QUESTION}", asked)
        note_decided(project, cursor.fetchone())
        cursor.nextset()
        return read_facts(project, cursor.fetchone())


def asked_of(
    project: Project, author: User, ids: Collection[UUID], prints: Collection[str]
) -> dict[str, Any]:
    return {
        "project": project.pk,
        "author": author.pk,
        "ids": list(ids),
        "prints": list(prints),
    }


def read_facts(project: Project, found: tuple[Any, ...] | None) -> Facts:
    if found is None:
        raise Project.DoesNotExist
    is_member, used, added, *lists = found
    labels, stored, taken = (each or [] for each in lists)
    return Facts(
        is_member=is_member,
        used=used,
        added=added,
        labels={pk: read_label(project, pk, *rest) for pk, *rest in labels},
        stored={UUID(pk): Stored(UUID(of), by) for pk, of, by in stored},
        prints=frozenset((label, fingerprint) for label, fingerprint in taken),
    )


def read_label(project: Project, pk: int, *rest: Any) -> Label:
    number, name = rest
    return Label(pk=pk, project=project, number=number, name=name)
